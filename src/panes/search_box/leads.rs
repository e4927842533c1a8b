//! Where hits lead: what opens them, and the filter that each stands for.

use crate::core::article::Article;
use crate::core::placement::Placed;
use crate::core::range::{Place, SourceRange};
use crate::input::action::COMMANDS;
use crate::panes::pane::{Cx, EntityName, Request};
use crate::search::filter::Constraint;
use crate::search::hit::{Hit, Target};

/// Opens hits. Of several places the first is gone to and the others lie ahead on the trail;
/// of several hits, those that are no place in an article are pinned as filters.
pub(super) fn open(hits: &[&Hit], cx: &Cx) -> Vec<Request> {
    if let [hit] = hits {
        return open_one(hit, cx).into_iter().collect();
    }
    let mut requests: Vec<Request> = Vec::new();
    let is_placed = |hit: &&&Hit| place(hit, cx).is_some();
    let pinned = hits.iter().filter(|hit| !is_placed(hit));
    let pinned: Vec<Constraint> = pinned.filter_map(|hit| filter(hit, cx)).collect();
    if !pinned.is_empty() {
        requests.push(Request::Pin(pinned));
    }
    let mut places = hits.iter().filter(is_placed);
    requests.extend(places.next().and_then(|hit| open_one(hit, cx)));
    let ahead: Vec<Place> = places.filter_map(|hit| place(hit, cx)).collect();
    if !ahead.is_empty() {
        requests.push(Request::Ahead(ahead));
    }
    requests
}

fn open_one(hit: &Hit, cx: &Cx) -> Option<Request> {
    Some(match hit.target {
        Target::Article(article) => Request::Read(article),
        Target::Place(article, range) => Request::Go(Place { article, range }),
        Target::Text(article, text) => Request::GoText(article, text),
        Target::Entity(kind) => Request::Dossier(EntityName {
            kind,
            name: hit.label.clone(),
        }),
        Target::Source => Request::Record(hit.label.to_string()),
        Target::Command(number) => Request::Run(COMMANDS.get(number as usize)?.action),
        Target::Annotation(id) => match cx.placements.get(&id).and_then(Placed::place) {
            Some(place) => Request::Go(place),
            None => Request::Annotation(id),
        },
        Target::Tag => Request::Pin(vec![filter(hit, cx)?]),
    })
}

/// The place of a hit in a file; of a passage the last name, link or heading before it, since what
/// stands where in a file is known only of an open article.
fn place(hit: &Hit, cx: &Cx) -> Option<Place> {
    let (article, range) = match hit.target {
        Target::Article(id) => {
            let article = cx.library.article(id)?;
            (id, SourceRange::new(article.body, article.body))
        }
        Target::Place(id, range) => (id, range),
        Target::Text(id, text) => (id, landmark(cx.library.article(id)?, text.start)),
        Target::Annotation(id) => return cx.placements.get(&id).and_then(Placed::place),
        _ => return None,
    };
    Some(Place { article, range })
}

/// The last thing at or before a byte of a text whose place in the file is known.
fn landmark(article: &Article, at: u32) -> SourceRange {
    let headings = article.headings.iter().map(|it| (it.text, it.source));
    let mentions = article.mentions.iter().map(|it| (it.text, it.source));
    let citations = article.citations.iter().map(|it| (it.text, it.source));
    let all = headings.chain(mentions).chain(citations);
    let before = all.filter(|(text, _)| text.start <= at);
    let last = before.max_by_key(|(text, _)| text.start);
    last.map_or(
        SourceRange::new(article.body, article.body),
        |(_, source)| source,
    )
}

/// The filter that a hit stands for.
pub(super) fn filter(hit: &Hit, cx: &Cx) -> Option<Constraint> {
    let article = match hit.target {
        Target::Entity(_) => return Some(Constraint::Entity(hit.label.to_string())),
        Target::Source => return Some(Constraint::Source(hit.label.to_string())),
        Target::Tag => return Some(Constraint::Tag(hit.label.to_string())),
        Target::Command(_) => return None,
        Target::Article(id) | Target::Place(id, _) | Target::Text(id, _) => id,
        Target::Annotation(id) => cx.placements.get(&id)?.article?,
    };
    let path = cx.library.article(article)?.path.to_str()?.to_owned();
    Some(Constraint::Article(path))
}
