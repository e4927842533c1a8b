//! Where hits lead: what opens them, and the filter that each stands for.

use crate::input::action::COMMANDS;
use crate::library::location::{Location, Spot};
use crate::notes::placement::Placed;
use crate::panes::pane::Cx;
use crate::panes::request::{EntityName, Request};
use crate::search::filter::Constraint;
use crate::search::hit::{Hit, HitTarget};
use crate::text::range::SourceRange;

/// Opens hits. Of several places the first is gone to and the others lie ahead on the trail;
/// of several hits, those that are no place in an article are pinned as filters.
pub(super) fn open(hits: &[&Hit], cx: &Cx) -> Vec<Request> {
    if let [hit] = hits {
        return open_one(hit, cx).into_iter().collect();
    }
    let mut requests: Vec<Request> = Vec::new();
    let is_stop = |hit: &&&Hit| stop(hit, cx).is_some();
    let pinned = hits.iter().filter(|hit| !is_stop(hit));
    let pinned: Vec<Constraint> = pinned.filter_map(|hit| filter(hit, cx)).collect();
    if !pinned.is_empty() {
        requests.push(Request::Pin(pinned));
    }
    let mut stops = hits.iter().filter(is_stop);
    requests.extend(stops.next().and_then(|hit| open_one(hit, cx)));
    let ahead: Vec<Location> = stops.filter_map(|hit| stop(hit, cx)).collect();
    if !ahead.is_empty() {
        requests.push(Request::Ahead(ahead));
    }
    requests
}

fn open_one(hit: &Hit, cx: &Cx) -> Option<Request> {
    Some(match hit.target {
        HitTarget::Article(article) => Request::Read(article),
        HitTarget::Place(..) | HitTarget::Text(..) => Request::Go(stop(hit, cx)?),
        HitTarget::Entity(kind) => Request::Dossier(EntityName {
            kind,
            name: hit.label.clone(),
        }),
        HitTarget::Source => Request::Record(hit.label.to_string()),
        HitTarget::Command(number) => Request::Run(COMMANDS.get(number as usize)?.action),
        HitTarget::Annotation(id) => stop(hit, cx).map_or(Request::Annotation(id), Request::Go),
        HitTarget::Tag => Request::Pin(vec![filter(hit, cx)?]),
    })
}

/// Where a hit is in an article; `None` for what is in none, or in many.
fn stop(hit: &Hit, cx: &Cx) -> Option<Location> {
    let (article, spot) = match hit.target {
        HitTarget::Article(id) => {
            let body = cx.library.article(id)?.body;
            (id, Spot::Source(SourceRange::new(body, body)))
        }
        HitTarget::Place(id, range) => (id, Spot::Source(range)),
        HitTarget::Text(id, text) => (id, Spot::Text(text)),
        HitTarget::Annotation(id) => {
            return cx
                .placements
                .get(&id)
                .and_then(Placed::place)
                .map(Location::from);
        }
        _ => return None,
    };
    Some(Location { article, spot })
}

/// The filter that a hit stands for.
pub(super) fn filter(hit: &Hit, cx: &Cx) -> Option<Constraint> {
    let article = match hit.target {
        HitTarget::Entity(_) => return Some(Constraint::Entity(hit.label.to_string())),
        HitTarget::Source => return Some(Constraint::Source(hit.label.to_string())),
        HitTarget::Tag => return Some(Constraint::Tag(hit.label.to_string())),
        HitTarget::Command(_) => return None,
        HitTarget::Article(id) | HitTarget::Place(id, _) | HitTarget::Text(id, _) => id,
        HitTarget::Annotation(id) => cx.placements.get(&id)?.article?,
    };
    let path = cx.library.article(article)?.path.to_str()?.to_owned();
    Some(Constraint::Article(path))
}
