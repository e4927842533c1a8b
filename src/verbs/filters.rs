//! The filters that every verb takes, the same as in the explorer.

use clap::Args;

use crate::clip::article_set::ArticleSet;
use crate::clip::entity::Kind;
use crate::library::contents::Library;
use crate::runtime::stderr::say;
use crate::search::filter::{Constraint, ConstraintError, Filter};
use crate::search::filter_matcher::FilterContext;
use crate::search::named_filters::overruled;
use crate::search::unmet::{missing, no_filter};
use crate::verbs::open_library::Need;
use crate::verbs::refused::{self, Refused};

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
    /// Only articles clipped from this site: nist.gov, or nist
    #[arg(long, value_name = "DOMAIN")]
    pub site: Vec<String>,
    /// Only articles by this author
    #[arg(long, value_name = "NAME")]
    pub author: Vec<String>,
    /// Only articles with this tag, or one below it
    #[arg(long, value_name = "TAG")]
    pub tag: Vec<String>,
    /// Only articles of this day or later: 2024, 2024-05 or 2024-05-31; 7d, 2w, 3m or 1y ago
    #[arg(long, value_name = "DATE")]
    pub after: Vec<String>,
    /// Only articles before this day
    #[arg(long, value_name = "DATE")]
    pub before: Vec<String>,
    /// Only articles that this query of the box finds: words, conditions, ! and |
    #[arg(long = "match", value_name = "QUERY")]
    pub matching: Vec<String>,
    /// Only articles with annotations
    #[arg(long)]
    pub annotated: bool,
    /// Only articles that pass a filter of the config or of the library, by its name
    #[arg(long = "filter", value_name = "NAME")]
    pub named: Vec<String>,
    /// Print so many rows at most
    #[arg(long, value_name = "N")]
    pub limit: Option<usize>,
}

impl FilterArgs {
    /// The filter that they make, without those named in `except`, which mean rows instead.
    ///
    /// # Errors
    /// When a value cannot be read.
    pub fn filter(&self, except: &[&str]) -> Result<Filter, Refused> {
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
            ("filter", &self.named),
        ];
        let mut filter = Filter::default();
        for (name, values) in given {
            for value in values {
                let bad = |why| Refused::because(format!("{why} (--{name} {value})"));
                let constraint = Constraint::read(name, value).map_err(bad)?;
                if name == "match" {
                    refused::query(value, "--match")?;
                }
                if !except.contains(&name) {
                    filter.add(constraint);
                }
            }
        }
        if self.annotated {
            filter.add(Constraint::Annotated);
        }
        Ok(filter)
    }

    /// The articles that take part; what the filters ask for and the library does not hold is said.
    ///
    /// # Errors
    /// When a value cannot be read, or no filter has a name.
    pub fn articles(
        &self,
        library: &Library,
        context: &FilterContext,
        except: &[&str],
    ) -> Result<ArticleSet, Refused> {
        let filter = self.filter(except)?;
        tell_missing(&filter, library, context)?;
        Ok(filter.select(library, context))
    }

    /// What must be known to tell which articles pass.
    pub fn need(&self) -> Need {
        let is_given = |values: &[&Vec<String>]| values.iter().any(|values| !values.is_empty());
        let any = is_given(&[&self.matching, &self.named]);
        Need {
            texts: any || is_given(&[&self.source]),
            entities: any || is_given(&[&self.entity, &self.kind]),
        }
    }

    /// Drops the rows past the limit.
    pub fn cut<T>(&self, rows: &mut Vec<T>) {
        rows.truncate(self.limit.unwrap_or(usize::MAX));
    }
}

/// Says on standard error what a filter asks for and the library does not hold, and which of two filters of one name
/// is meant.
///
/// # Errors
/// When no filter has a name that it asks for.
pub fn tell_missing(
    filter: &Filter,
    library: &Library,
    context: &FilterContext,
) -> Result<(), Refused> {
    let parts = filter.constraints().iter().flat_map(Constraint::parts);
    for part in parts {
        match part {
            Constraint::Named(name) if !context.named.contains_key(name) => {
                return Err(Refused::because(no_filter(name, context)));
            }
            _ => {}
        }
    }
    let overruled = overruled(filter, &context.named);
    for words in overruled
        .into_iter()
        .chain(missing(filter, library, context))
    {
        say(words.as_str());
    }
    Ok(())
}

/// The kind of entity of that name.
///
/// # Errors
/// When no kind is called so: with those that are.
pub fn kind(name: &str) -> Result<Kind, String> {
    Kind::named(name).ok_or_else(|| ConstraintError::NoKind(name.to_owned()).to_string())
}
