//! Names put right: what the reader means becomes a correction, which is kept as annotations are.

use crate::app::dialog::{Confirm, Dialog, NameChange};
use crate::app::message::Effect;
use crate::app::state::App;
use crate::clip::entity::{Entity, EntityKey, Kind, MentionRef};
use crate::input::action::{Action, NameCommand};
use crate::library::correction::Correction;
use crate::library::linked_entities::Proposal;
use crate::notes::annotation::Annotation;
use crate::notes::notebook::Change;
use crate::panes::entities::plural;
use crate::panes::pane_id::PaneId;
use crate::panes::picker::Offer;
use crate::panes::request::{EntityName, Pick};
use crate::text::clean::SafeText;

/// Least likelihood, in per cent, of names that are asked about unless one chooses them from the list.
const LIKELY: u8 = 60;

impl App {
    /// Acts on a command about names, where the name is seen.
    pub(super) fn act_names(&mut self, which: NameCommand, action: Action) {
        let lists_names = matches!(self.keyboard(), PaneId::Entities | PaneId::Dossier);
        if !lists_names && !self.is_at_hand(PaneId::Reader) {
            return self.answer_unused(action);
        }
        let act = match which {
            NameCommand::MergeName => Self::pick_target,
            NameCommand::SplitName => Self::pick_form,
            NameCommand::RenameName => Self::ask_name,
            NameCommand::KindOfName => Self::pick_kind,
            NameCommand::HideName => Self::hide_or_show,
            NameCommand::AddName => return self.pick_what_it_names(),
            NameCommand::AskAboutNames => return self.ask_next(),
            NameCommand::HiddenNames => {
                let words = self.panes.entities.toggle_hidden(&self.cx);
                return self.say(words);
            }
        };
        match self.name_here() {
            Some(name) => act(self, name),
            None => self.say("No name here"),
        }
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

    fn pick_target(&mut self, name: EntityKey) {
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
        self.pick(NameChange::Merge(name), &title, "", offers);
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

    fn pick_form(&mut self, name: EntityKey) {
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
        self.pick(NameChange::Split(name), &title, "", offers);
    }

    fn ask_name(&mut self, name: EntityKey) {
        let text = name.name.clone();
        self.pick(NameChange::Rename(name), "List it as", &text, Vec::new());
    }

    fn pick_kind(&mut self, name: EntityKey) {
        let title = format!("{} is one of the", name.name);
        let offers = kinds().filter(|offer| offer.pick != Pick::Kind(name.kind));
        let offers = offers.collect();
        self.pick(NameChange::Rekind(name), &title, "", offers);
    }

    fn hide_or_show(&mut self, name: EntityKey) {
        let mut hidden = self.cx.library.hidden().iter();
        let is_hidden = hidden.any(|entity| entity.named() == name);
        self.panes.reader.put_cursor_away();
        self.correct(if is_hidden {
            Correction::Unhide { of: name }
        } else {
            Correction::Hide { of: name }
        });
    }

    fn pick_what_it_names(&mut self) {
        let Some(words) = self.panes.reader.selected_words(&self.cx) else {
            return self.say("Select the words of the name first: v");
        };
        let title = format!("“{words}” names one of the");
        let mut offers: Vec<Offer> = kinds().collect();
        let nobody = EntityKey::new(Kind::Other, "");
        offers.extend(self.entities_but(&nobody));
        self.pick(NameChange::Add(words.to_string()), &title, "", offers);
    }

    fn pick(&mut self, change: NameChange, title: &str, text: &str, offers: Vec<Offer>) {
        self.panes.picker.start(SafeText::line(title), text, offers);
        self.open_dialog(Dialog::Pick(change));
    }

    /// Does what a pick was for.
    pub(super) fn picked(&mut self, change: NameChange, pick: Pick) {
        let correction = match (change, pick) {
            (NameChange::Merge(from), Pick::Entity(into)) => Correction::Merge {
                from: vec![from],
                into: into.named(),
            },
            (NameChange::Split(from), Pick::Text(form)) => Correction::Split {
                into: EntityKey::new(from.kind, form.as_str()),
                from,
                form: form.to_string(),
            },
            (NameChange::Rename(of), Pick::Text(name)) if name.as_str() != of.name => {
                Correction::Rename {
                    of,
                    name: name.to_string(),
                }
            }
            (NameChange::Rekind(of), Pick::Kind(kind)) => Correction::Rekind { of, kind },
            (NameChange::Add(words), Pick::Kind(kind)) => Correction::Add {
                of: EntityKey::new(kind, words),
                forms: Vec::new(),
            },
            (NameChange::Add(words), Pick::Entity(of)) => Correction::Add {
                of: of.named(),
                forms: vec![words],
            },
            _ => return,
        };
        self.panes.reader.put_cursor_away();
        self.correct(correction);
    }

    /// Makes a correction.
    fn correct(&mut self, correction: Correction) {
        if let Some(fault) = correction.fault() {
            return self.say(fault);
        }
        // The list still shows what was put right a moment ago; the same once more would only be recorded twice.
        let last = self.cx.notebook.corrections().last();
        if last.is_some_and(|(_, last)| *last == correction) {
            return self.say("That is put right already");
        }
        let id = self.new_id();
        let correcting = Annotation::correcting(id, &self.moment.at, &self.creator, correction);
        self.commit(Change::Add(correcting));
    }

    /// Asks about the next two names that are likely one, of those not asked about before; after the last one it
    /// begins again with those that were put off.
    fn ask_next(&mut self) {
        let proposals = self.cx.library.proposals().iter();
        let likely = proposals.filter(|one| one.score >= LIKELY);
        let next = likely.clone().find(|one| !self.asked_about.contains(one));
        if next.is_none() {
            self.asked_about.clear();
        }
        match next.or_else(|| likely.clone().next()).cloned() {
            Some(proposal) => self.ask_about(proposal),
            None => self.say("No names that are likely one"),
        }
    }

    /// Asks whether two names are names of one thing.
    pub(super) fn ask_about(&mut self, proposal: Proposal) {
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
        self.asked_about.push(proposal.clone());
        self.open_dialog(Dialog::Confirm(Confirm::OneThing(proposal)));
    }

    /// Takes two names for one from now on, or for two. The next question waits until it is asked for.
    pub(super) fn answer_one_thing(&mut self, proposal: Proposal, yes: bool) {
        let Proposal { from, into, .. } = proposal;
        self.correct(if yes {
            Correction::Merge {
                from: vec![from],
                into,
            }
        } else {
            Correction::Apart {
                one: from,
                other: into,
            }
        });
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
    pub(super) fn curate(&mut self) {
        let curation = self.cx.notebook.curation();
        if curation != self.curation {
            self.curation.clone_from(&curation);
            self.effects.push(Effect::Curate(curation));
        }
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
