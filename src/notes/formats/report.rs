//! A report about a name or a pair: names, a picture of the months, sentences with references and passage links.

mod html;
mod markdown;
mod picture;

use crate::clip::article::Article;
use crate::clip::entity::Entity;
use crate::library::contents::timeline::Month;
use crate::library::pair::Joint;
use crate::text::clean::SafeText;

/// What a report tells.
pub struct Report<'a> {
    /// The one name, or the two.
    pub names: Vec<&'a Entity>,
    /// The months in which articles name all of them, ascending.
    pub months: Vec<Month>,
    /// Sentences, and what else joins the names, each group under its head.
    pub groups: Vec<(&'static str, Vec<Joint<'a>>)>,
    /// The articles that name all of them, the newest first.
    pub articles: Vec<&'a Article>,
    /// Whether a page is in the library, by its address.
    pub is_clipped: Box<dyn Fn(&str) -> bool + 'a>,
}

/// Forms of reports.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ReportForm {
    /// For an editor of text.
    Markdown,
    /// For a browser, and for paper.
    Html,
}

impl ReportForm {
    /// The form that the end of a path names, in any case of letters.
    pub fn of_path(path: &str) -> Option<Self> {
        let path = path.to_ascii_lowercase();
        let ends = |ending: &str| path.ends_with(ending);
        if ends(".md") || ends(".markdown") {
            Some(Self::Markdown)
        } else if ends(".html") || ends(".htm") {
            Some(Self::Html)
        } else {
            None
        }
    }
}

impl Report<'_> {
    /// The whole file.
    pub fn write(&self, form: ReportForm) -> String {
        match form {
            ReportForm::Markdown => markdown::write(self),
            ReportForm::Html => html::write(self),
        }
    }

    fn title(&self) -> String {
        let names = self.names.iter().map(|entity| entity.name.to_string());
        names.collect::<Vec<_>>().join(" × ")
    }

    /// How many sentences and articles name all of them.
    fn counts(&self) -> String {
        let plural = |count: usize, what: &str| {
            let plural = if count == 1 { "" } else { "s" };
            format!("{count} {what}{plural}")
        };
        let sentences = self.groups.first().map_or(0, |(_, joints)| joints.len());
        format!(
            "{} · {}",
            plural(sentences, "sentence"),
            plural(self.articles.len(), "article")
        )
    }

    /// What is known of a name, in a line.
    fn about(entity: &Entity) -> String {
        let aliases = entity.aliases.iter().map(SafeText::as_str);
        let aliases: Vec<&str> = aliases.collect();
        let also = match aliases.as_slice() {
            [] => String::new(),
            aliases => format!("; also {}", aliases.join(", ")),
        };
        format!(
            "{}, {} mentions in {} articles{also}",
            entity.kind.name(),
            entity.mentions.len(),
            entity.articles.len()
        )
    }

    /// How many articles there are a year.
    fn years(&self) -> String {
        let years = self.months.chunk_by(|a, b| a.month.year == b.month.year);
        let years = years.map(|months| {
            let articles: u32 = months.iter().map(|month| month.articles).sum();
            format!("{}: {articles}", months[0].month.year)
        });
        years.collect::<Vec<_>>().join(" · ")
    }
}

/// An address that a reader may follow from a report: of a page, never of a script.
fn followed(address: &str) -> Option<&str> {
    let is_page = ["https://", "http://"].iter().any(|scheme| {
        address
            .get(..scheme.len())
            .is_some_and(|begin| begin.eq_ignore_ascii_case(scheme))
    });
    is_page.then_some(address)
}
