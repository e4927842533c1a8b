//! What in a text can be followed, and where it leads.

use crate::clip::entity::MentionRef;
use crate::library::contents::Library;
use crate::page::locate;
use crate::panes::pane::Cx;
use crate::panes::reader::Reader;
use crate::panes::reader::hints::{Choice, Hint, Hints, Target};
use crate::panes::request::{EntityName, Request, ignored};
use crate::text::clean::SafeText;
use crate::text::document::{Document, LinkForm};
use crate::text::markdown::wiki::WikiTarget;
use crate::text::range::{ArticleId, SourceRange};
use crate::web::address;

impl Reader {
    pub(super) fn start_hints(&mut self, ask: bool, cx: &Cx) -> Vec<Request> {
        let Some((opened, layout)) = cx.opened().zip(self.layout.as_ref()) else {
            return ignored();
        };
        let first = self.position.row.saturating_sub(self.card.len());
        let last = (self.position.row + self.height()).saturating_sub(self.card.len());
        let shown = locate::source_of_rows(&opened.document, layout, first..last);
        let mut targets = targets(&opened.document, &cx.library, opened.article);
        targets.retain(|(place, _)| {
            // Finding a place exactly takes a look at every run.
            shown.is_some_and(|shown| shown.overlaps(*place))
                && locate::position_of(&opened.document, layout, place.start)
                    .is_some_and(|at| (first..last).contains(&at.row))
        });
        if targets.is_empty() {
            return vec![Request::Say("No link and no name on this page".into())];
        }
        self.hints = Some(Hints::new(targets, ask));
        Vec::new()
    }

    pub(super) fn type_hint(&mut self, text: &str, cx: &Cx) -> Vec<Request> {
        let Some(hints) = self.hints.as_mut() else {
            return Vec::new();
        };
        match hints.type_text(text) {
            Choice::Open => Vec::new(),
            Choice::Nothing => {
                self.hints = None;
                vec![Request::Say("No hint has these letters".into())]
            }
            Choice::Hint(hint) => {
                let ask = hints.ask;
                self.hints = None;
                follow(&hint, ask, cx)
            }
        }
    }

    /// Follows the link or name at the current place, else offers hints.
    pub(super) fn enter(&mut self, cx: &Cx) -> Vec<Request> {
        let Some(opened) = cx.opened() else {
            return ignored();
        };
        let here = self.target.unwrap_or_default();
        let targets = targets(&opened.document, &cx.library, opened.article);
        match targets
            .into_iter()
            .find(|(place, _)| place.covers(here) && !here.is_empty())
        {
            Some((place, target)) => follow(
                &Hint {
                    letters: String::new(),
                    place,
                    target,
                },
                false,
                cx,
            ),
            None => self.start_hints(false, cx),
        }
    }
}

/// Links, names and footnote marks, in reading order. A name inside a link gives way to the link.
pub fn targets(
    document: &Document,
    library: &Library,
    article: ArticleId,
) -> Vec<(SourceRange, Target)> {
    let mut found: Vec<(SourceRange, Target)> = Vec::new();
    for (index, link) in document.links.iter().enumerate() {
        if !link.text.is_empty() && link.form != LinkForm::Image {
            found.push((
                document.source_of(link.text).unwrap_or(link.source),
                Target::Link(index),
            ));
        }
    }
    for footnote in &document.footnotes {
        let Some(definition) = footnote.definition else {
            continue;
        };
        found.extend(
            footnote
                .marks
                .iter()
                .map(|mark| (*mark, Target::Here(definition))),
        );
        if let Some(mark) = footnote.marks.first() {
            found.push((definition, Target::Here(*mark)));
        }
    }
    let names = library.article(article).into_iter();
    for (at, mention, entity) in names.flat_map(|article| library.names_in(article)) {
        if !entity.kind.is_measure() {
            found.push((mention.source, Target::Mention(at.mention as usize)));
        }
    }
    // Links were put first, so of two that begin together the link stays.
    found.sort_by_key(|(place, _)| place.start);
    found.dedup_by(|later, earlier| earlier.0.overlaps(later.0) && !earlier.0.is_empty());
    found
}

/// Goes where a hint leads; asked to show the target first, it says it instead.
pub fn follow(hint: &Hint, ask: bool, cx: &Cx) -> Vec<Request> {
    match &hint.target {
        Target::Here(range) => match cx.opened() {
            Some(opened) => vec![Request::Go(opened.stop(*range))],
            None => Vec::new(),
        },
        Target::Mention(index) => follow_mention(*index, cx),
        Target::Link(index) => follow_link(*index, ask, cx),
    }
}

fn follow_mention(index: usize, cx: &Cx) -> Vec<Request> {
    let Some(opened) = cx.opened() else {
        return Vec::new();
    };
    match cx.library.entity_named_at(MentionRef {
        article: opened.article,
        mention: index as u32,
    }) {
        Some(entity) => {
            vec![Request::Dossier(EntityName {
                kind: entity.kind,
                name: entity.name.clone(),
            })]
        }
        None => vec![Request::Say("This name is not listed yet".into())],
    }
}

fn follow_link(index: usize, ask: bool, cx: &Cx) -> Vec<Request> {
    let Some(opened) = cx.opened() else {
        return Vec::new();
    };
    let Some(link) = opened.document.links.get(index) else {
        return Vec::new();
    };
    // A note's name never means a page of the web, but a whole address between its brackets does.
    let is_note = matches!(link.form, LinkForm::Wiki | LinkForm::Embed);
    if is_note && !link.target.contains("://") {
        return match cx.library.place(&link.target, opened.article) {
            Some(place) => vec![Request::Go(place.into())],
            None => absent_note(&link.target, cx),
        };
    }
    if ask {
        return vec![Request::Browse {
            address: link.target.clone(),
            label: opened.document.slice(link.text).to_shown(),
        }];
    }
    let base = cx
        .library
        .article(opened.article)
        .and_then(|article| article.head.source.as_deref());
    if let Some(url) = address::of_link(&link.target, None) {
        return page(url, cx);
    }
    if let Some(place) = cx.library.place(&link.target, opened.article) {
        return vec![Request::Go(place.into())];
    }
    match address::of_link(&link.target, base) {
        Some(url) => page(url, cx),
        None => vec![Request::Say(SafeText::line(&format!(
            "Not in this library: {}",
            link.target
        )))],
    }
}

/// No article has the name that a link gives; what is known of the name is shown, or what is found of it.
fn absent_note(target: &str, cx: &Cx) -> Vec<Request> {
    let note = WikiTarget::parse(target).note;
    let name = note.rsplit('/').next().unwrap_or(note);
    let is_name = |text: &SafeText| text.as_str().to_lowercase() == name.to_lowercase();
    let mut entities = cx.library.entities().iter();
    let known = entities.find(|entity| is_name(&entity.name) || entity.aliases.iter().any(is_name));
    let (shown, what) = match known {
        Some(entity) => (Request::Dossier(EntityName::of(entity)), "this is the name"),
        None => (Request::Find(name.to_owned()), "this searches for it"),
    };
    let words = format!("There is no note “{name}”: {what}");
    vec![shown, Request::Say(SafeText::line(&words))]
}

/// A page that was clipped opens inside; any other shows its record.
fn page(url: String, cx: &Cx) -> Vec<Request> {
    match cx.library.source(&url).and_then(|source| source.article) {
        Some(article) => vec![Request::Read(article)],
        None => vec![Request::Record(url)],
    }
}
