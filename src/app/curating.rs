//! Putting names right: what the reader means becomes a correction, which is kept as annotations are.

use crate::app::annotating::draft_id;
use crate::app::message::{Effect, Intent};
use crate::app::state::App;
use crate::clip::entity::EntityKey;
use crate::clip::entity::{Entity, Kind, MentionRef};
use crate::input::action::Action;
use crate::input::keymap::Command;
use crate::library::correction::Correction;
use crate::library::linked_entities::Proposal;
use crate::notes::annotation::Annotation;
use crate::panes::entities::plural;
use crate::panes::pane::{EntityName, PaneId};
use crate::panes::picker::{Offer, Pick};
use crate::text::clean::SafeText;

/// What a pick is for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Curating {
    /// The entity that takes this one in.
    Merge(EntityKey),
    /// The form that is no form of this one.
    Split(EntityKey),
    /// What this one is called.
    Rename(EntityKey),
    /// What this one is.
    Rekind(EntityKey),
    /// What these words name.
    Add(String),
}

impl App {
    /// Acts on a command about names; `None` for any other.
    pub(super) fn act_curating(&mut self, command: Command) -> Option<Vec<Effect>> {
        let act: fn(&mut Self, EntityKey) -> Vec<Effect> = match command.action {
            Action::MergeName => Self::pick_target,
            Action::SplitName => Self::pick_form,
            Action::RenameName => Self::ask_name,
            Action::KindOfName => Self::pick_kind,
            Action::HideName => Self::hide_or_show,
            Action::AddName => return Some(self.pick_what_it_names()),
            Action::HiddenNames => {
                let words = self.panes.entities.toggle_hidden(&self.cx);
                return Some(self.say(words));
            }
            Action::AskAboutNames => {
                self.asked_about.clear();
                return Some(self.ask_next());
            }
            _ => return None,
        };
        Some(match self.name_here() {
            Some(name) => act(self, name),
            None => self.say("No name here"),
        })
    }

    /// The name that commands act on: of the dossier, of the list, else at the current place.
    fn name_here(&self) -> Option<EntityKey> {
        match self.keyboard() {
            PaneId::Dossier => self.panes.dossier.name().map(EntityName::named),
            PaneId::Entities => self.panes.entities.current().map(Entity::named),
            _ => {
                let here = self.here()?;
                let mentions = &self.cx.library.article(here.article)?.mentions;
                let at = mentions
                    .iter()
                    .position(|mention| mention.source.overlaps(here.range))?;
                let mention = MentionRef {
                    article: here.article,
                    mention: at as u32,
                };
                self.cx.library.entity_named_at(mention).map(Entity::named)
            }
        }
    }

    fn pick_target(&mut self, name: EntityKey) -> Vec<Effect> {
        let title = format!("{} is one with", name.name);
        let mut offers = self.entities_but(&name);
        let likely = |offer: &Offer| match &offer.pick {
            Pick::Entity(other) => (
                self.may_be_one(&name, &other.named()),
                other.kind == name.kind,
            ),
            _ => (false, false),
        };
        // The order within each of these stays: most articles first.
        offers.sort_by_key(|offer| std::cmp::Reverse(likely(offer)));
        self.pick(Curating::Merge(name), &title, "", offers)
    }

    fn may_be_one(&self, one: &EntityKey, other: &EntityKey) -> bool {
        let is = |proposal: &Proposal| {
            let Proposal { from, into, .. } = proposal;
            (from, into) == (one, other) || (into, from) == (one, other)
        };
        self.cx.library.proposals().iter().any(is)
    }

    fn entities_but(&self, name: &EntityKey) -> Vec<Offer> {
        let entities = self.cx.library.entities().iter();
        entities
            .filter(|entity| !entity.kind.is_measure() && entity.named() != *name)
            .map(|entity| Offer {
                pick: Pick::Entity(EntityName::of(entity)),
                label: entity.name.clone(),
                detail: entity.kind.name().into(),
            })
            .collect()
    }

    fn pick_form(&mut self, name: EntityKey) -> Vec<Effect> {
        let entity = self.cx.library.entity(name.kind, &name.name);
        let offers: Vec<Offer> = entity
            .iter()
            .flat_map(|entity| &entity.aliases)
            .map(|form| Offer {
                pick: Pick::Text(form.clone()),
                label: form.clone(),
                detail: SafeText::default(),
            })
            .collect();
        if offers.is_empty() {
            return self.say("It goes by one name only");
        }
        let title = format!("{}: what is another", name.name);
        self.pick(Curating::Split(name), &title, "", offers)
    }

    fn ask_name(&mut self, name: EntityKey) -> Vec<Effect> {
        let text = name.name.clone();
        self.pick(Curating::Rename(name), "List it as", &text, Vec::new())
    }

    fn pick_kind(&mut self, name: EntityKey) -> Vec<Effect> {
        let title = format!("{} is one of the", name.name);
        let offers = kinds().filter(|offer| offer.pick != Pick::Kind(name.kind));
        let offers = offers.collect();
        self.pick(Curating::Rekind(name), &title, "", offers)
    }

    fn hide_or_show(&mut self, name: EntityKey) -> Vec<Effect> {
        let mut hidden = self.cx.library.hidden().iter();
        let is_hidden = hidden.any(|entity| entity.named() == name);
        self.correct(if is_hidden {
            Correction::Unhide { of: name }
        } else {
            Correction::Hide { of: name }
        })
    }

    fn pick_what_it_names(&mut self) -> Vec<Effect> {
        let Some(words) = self.panes.reader.selected_words(&self.cx) else {
            return self.say("Select the words of the name first: v");
        };
        let title = format!("“{words}” names one of the");
        let mut offers: Vec<Offer> = kinds().collect();
        let nobody = EntityKey::new(Kind::Other, "");
        offers.extend(self.entities_but(&nobody));
        self.pick(Curating::Add(words.to_string()), &title, "", offers)
    }

    fn pick(&mut self, what: Curating, title: &str, text: &str, offers: Vec<Offer>) -> Vec<Effect> {
        self.curating = Some(what);
        self.panes.picker.start(SafeText::line(title), text, offers);
        self.show_over(PaneId::Picker);
        Vec::new()
    }

    /// Does what a pick was for.
    pub(super) fn picked(&mut self, pick: Pick) -> Vec<Effect> {
        let Some(what) = self.curating.take() else {
            return Vec::new();
        };
        let correction = match (what, pick) {
            (Curating::Merge(from), Pick::Entity(into)) => Correction::Merge {
                from: vec![from],
                into: into.named(),
            },
            (Curating::Split(from), Pick::Text(form)) => Correction::Split {
                into: EntityKey::new(from.kind, form.as_str()),
                from,
                form: form.to_string(),
            },
            (Curating::Rename(of), Pick::Text(name)) if name.as_str() != of.name => {
                Correction::Rename {
                    of,
                    name: name.to_string(),
                }
            }
            (Curating::Rekind(of), Pick::Kind(kind)) => Correction::Rekind { of, kind },
            (Curating::Add(words), Pick::Kind(kind)) => Correction::Add {
                of: EntityKey::new(kind, words),
                forms: Vec::new(),
            },
            (Curating::Add(words), Pick::Entity(of)) => Correction::Add {
                of: of.named(),
                forms: vec![words],
            },
            _ => return Vec::new(),
        };
        self.correct(correction)
    }

    /// Has a correction made.
    fn correct(&mut self, correction: Correction) -> Vec<Effect> {
        if let Some(fault) = correction.fault() {
            return self.say(fault);
        }
        self.panes.reader.put_cursor_away();
        vec![self.correction(correction)]
    }

    fn correction(&self, correction: Correction) -> Effect {
        // Id and time come with the stamp.
        let correcting = Annotation::correcting(draft_id(), "", &self.creator, correction);
        Effect::Stamp(Intent::Add(Box::new(correcting)))
    }

    /// Asks about the next two names that may be one, of those not yet asked about since the first.
    pub(super) fn ask_next(&mut self) -> Vec<Effect> {
        let mut proposals = self.cx.library.proposals().iter();
        let next = proposals.find(|one| !self.asked_about.contains(one));
        match next.cloned() {
            Some(proposal) => self.ask_about(proposal),
            None => self.say("No more names that may be one"),
        }
    }

    /// Asks whether two names are names of one thing.
    pub(super) fn ask_about(&mut self, proposal: Proposal) -> Vec<Effect> {
        let Proposal { from, into, .. } = &proposal;
        let lines = vec![
            SafeText::line(&format!("{} = {}?", from.name, into.name)),
            SafeText::line(&format!(
                "Perhaps, because {} ({} %).",
                proposal.reason.words(),
                proposal.score
            )),
            self.first_sentence(from),
            self.first_sentence(into),
        ];
        self.panes.question.ask(
            "One and the same? y yes · n no, never ask · esc later".into(),
            lines,
        );
        let yes = Correction::Merge {
            from: vec![from.clone()],
            into: into.clone(),
        };
        let no = Correction::Apart {
            one: from.clone(),
            other: into.clone(),
        };
        self.asked = Some(self.correction(yes));
        self.declined = Some(self.correction(no));
        self.asked_about.push(proposal);
        self.show_over(PaneId::Question);
        Vec::new()
    }

    /// A sentence that names it, to judge by.
    fn first_sentence(&self, of: &EntityKey) -> SafeText {
        let library = &self.cx.library;
        let sentence = library
            .entity(of.kind, &of.name)
            .and_then(|entity| library.mentions_of(entity).next())
            .map(|mention| mention.sentence().to_shown());
        sentence.unwrap_or_default()
    }

    /// Has names linked anew when corrections have come, or gone, since the last time.
    pub(super) fn curate(&mut self) -> Vec<Effect> {
        let curation = self.cx.notebook.curation();
        if curation == self.curation {
            return Vec::new();
        }
        self.curation.clone_from(&curation);
        vec![Effect::Curate(curation)]
    }
}

/// The kinds that lists show, to pick from.
fn kinds() -> impl Iterator<Item = Offer> {
    let listed = Kind::ALL.into_iter().filter(|kind| !kind.is_measure());
    listed.map(|kind| Offer {
        pick: Pick::Kind(kind),
        label: plural(kind).into(),
        detail: kind.name().into(),
    })
}
