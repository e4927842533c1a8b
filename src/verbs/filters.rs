//! The filters that every verb takes, the same as in the explorer.

use std::collections::BTreeSet;

use clap::Args;

use crate::library::contents::Library;
use crate::search::filter::{Constraint, Filter};
use crate::store::config::Config;
use crate::text::range::ArticleId;

/// Which articles take part, in what order rows are printed, and how many.
#[derive(Args, Clone, Debug, Default, PartialEq)]
#[command(next_help_heading = "Filters")]
pub struct FilterArgs {
    /// Only the article at this path below the library
    #[arg(long, value_name = "PATH")]
    pub article: Vec<String>,
    /// Only articles that name this entity
    #[arg(long, value_name = "NAME")]
    pub entity: Vec<String>,
    /// Only articles that name entities of this kind
    #[arg(long, value_name = "KIND")]
    pub kind: Vec<String>,
    /// Only articles that cite this page, or were clipped from it
    #[arg(long, value_name = "URL")]
    pub source: Vec<String>,
    /// Only articles clipped from this site
    #[arg(long, value_name = "DOMAIN")]
    pub site: Vec<String>,
    /// Only articles by this author
    #[arg(long, value_name = "NAME")]
    pub author: Vec<String>,
    /// Only articles with this tag, or one below it
    #[arg(long, value_name = "TAG")]
    pub tag: Vec<String>,
    /// Only articles of this day or later: 2024, 2024-05 or 2024-05-31
    #[arg(long, value_name = "DATE")]
    pub after: Vec<String>,
    /// Only articles before this day
    #[arg(long, value_name = "DATE")]
    pub before: Vec<String>,
    /// Only articles that hold these words
    #[arg(long = "match", value_name = "QUERY")]
    pub matching: Vec<String>,
    /// Only articles with annotations
    #[arg(long)]
    pub annotated: bool,
    /// Only articles that pass a filter of the config, by its name
    #[arg(long = "filter", value_name = "NAME", value_parser = saved)]
    pub saved: Vec<Filter>,
    /// Print so many rows at most
    #[arg(long, value_name = "N")]
    pub limit: Option<usize>,
}

/// The filter that the config calls so.
fn saved(name: &str) -> Result<Filter, String> {
    let config = Config::of_user();
    config.filters.get(name).cloned().ok_or_else(|| {
        let names: Vec<&str> = config.filters.keys().map(String::as_str).collect();
        let path = config.path().to_string_lossy();
        if names.is_empty() {
            format!("no filter has a name yet; give it one below filters: in {path}")
        } else {
            format!("filters of {path} are {}", names.join(", "))
        }
    })
}

/// A value of a filter that cannot be read.
#[derive(Debug, thiserror::Error)]
#[error("--{name} {value}: {why}")]
pub struct BadFilter {
    name: &'static str,
    value: String,
    why: crate::search::filter::ConstraintError,
}

impl FilterArgs {
    /// The filter that they make, without those named in `except`, which mean rows instead.
    pub fn filter(&self, except: &[&str]) -> Result<Filter, BadFilter> {
        let given = [
            ("article", &self.article),
            ("entity", &self.entity),
            ("kind", &self.kind),
            ("source", &self.source),
            ("site", &self.site),
            ("author", &self.author),
            ("tag", &self.tag),
            ("after", &self.after),
            ("before", &self.before),
            ("match", &self.matching),
        ];
        let mut filter = Filter::default();
        for (name, values) in given.into_iter().filter(|(name, _)| !except.contains(name)) {
            for value in values {
                let bad = |why| BadFilter {
                    name,
                    value: value.clone(),
                    why,
                };
                filter.add(Constraint::read(name, value).map_err(bad)?);
            }
        }
        let saved = self.saved.iter().flat_map(Filter::constraints);
        saved.for_each(|constraint| filter.add(constraint.clone()));
        if self.annotated {
            filter.add(Constraint::Annotated);
        }
        Ok(filter)
    }

    /// The articles that take part.
    pub fn articles(
        &self,
        library: &Library,
        annotated: &BTreeSet<ArticleId>,
        except: &[&str],
    ) -> Result<BTreeSet<ArticleId>, BadFilter> {
        Ok(self.filter(except)?.select(library, annotated))
    }

    /// Drops the rows past the limit.
    pub fn cut<T>(&self, rows: &mut Vec<T>) {
        rows.truncate(self.limit.unwrap_or(usize::MAX));
    }
}
