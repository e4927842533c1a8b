//! A library by month: how much was published, and how often an entity was named.

use std::collections::BTreeMap;

use crate::clip::article::Article;
use crate::clip::entity::Entity;
use crate::library::contents::Library;
use crate::text::date::Day;

/// One month of a library; month 0 of a year holds what is only known by its year.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Month {
    /// The month; its day is 0.
    pub month: Day,
    /// Articles published in it.
    pub articles: u32,
    /// Mentions in them; 0 where no entity was asked for.
    pub mentions: u32,
}

impl Library {
    /// Months in which articles were published, ascending. Articles without a date that can be read
    /// are in none.
    pub fn timeline(&self) -> Vec<Month> {
        months(self.articles().iter().map(|article| (article.as_ref(), 0)))
    }

    /// Months in which articles name an entity, ascending.
    pub fn timeline_of(&self, entity: &Entity) -> Vec<Month> {
        let by_article = entity.mentions.chunk_by(|a, b| a.article == b.article);
        months(by_article.filter_map(|mentions| {
            let article = self.article(mentions.first()?.article)?;
            Some((article.as_ref(), mentions.len() as u32))
        }))
    }
}

/// Adds up articles and their mentions by month, ascending.
pub fn months<'a>(counted: impl Iterator<Item = (&'a Article, u32)>) -> Vec<Month> {
    let mut months: BTreeMap<Day, (u32, u32)> = BTreeMap::new();
    for (article, mentions) in counted {
        if let Some(day) = article.head.published.as_ref().and_then(|date| date.day) {
            let sums = months.entry(Day { day: 0, ..day }).or_default();
            sums.0 += 1;
            sums.1 += mentions;
        }
    }
    let month = |(month, (articles, mentions))| Month {
        month,
        articles,
        mentions,
    };
    months.into_iter().map(month).collect()
}
