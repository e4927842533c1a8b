//! Which entity a name on the command line means.

use std::sync::Arc;

use anyhow::bail;
use clap::Args;

use crate::clip::entity::EntityKey;
use crate::clip::entity::{Entity, Kind};
use crate::search::nearest::did_you_mean;
use crate::text::clean::SafeText;
use crate::verbs::filters::kind;

/// Tells entities of one name apart.
#[derive(Args, Debug)]
pub struct KindArg {
    /// Which of several entities of that name: person, organisation, place …
    #[arg(long, value_name = "KIND", value_parser = kind)]
    pub kind: Option<Kind>,
}

/// The entities that go by a name, as they are listed.
fn called(name: &str, kind: Option<Kind>, entities: &[Arc<Entity>]) -> Vec<EntityKey> {
    let wanted = name.to_lowercase();
    let is = |shown: &SafeText| shown.as_str().to_lowercase() == wanted;
    let of_kind = entities
        .iter()
        .filter(|entity| kind.is_none_or(|kind| entity.kind == kind));
    let listed: Vec<EntityKey> = of_kind
        .clone()
        .filter(|entity| is(&entity.name))
        .map(|entity| entity.named())
        .collect();
    if listed.is_empty() {
        return of_kind
            .filter(|entity| entity.aliases.iter().any(is))
            .map(|entity| entity.named())
            .collect();
    }
    listed
}

/// The one entity that goes by a name.
pub fn entity(name: &str, kind: &KindArg, entities: &[Arc<Entity>]) -> anyhow::Result<EntityKey> {
    match called(name, kind.kind, entities).as_slice() {
        [one] => Ok(one.clone()),
        [] => {
            let forms = entities
                .iter()
                .flat_map(|one| std::iter::once(&one.name).chain(&one.aliases));
            let near = did_you_mean(name, forms.map(SafeText::as_str));
            bail!(
                "no entity of the library is called {}{near}",
                SafeText::line(name)
            )
        }
        several => {
            let all: Vec<String> = several
                .iter()
                .map(|one| format!("{} ({})", one.name, one.kind.name()))
                .collect();
            bail!(
                "several entities are called so, choose one with --kind: {}",
                SafeText::line(&all.join(", "))
            )
        }
    }
}

/// Where mentions of `from` go: another entity that is listed, one of the same kind first, else a new
/// one of that kind.
pub fn target(
    name: &str,
    kind: &KindArg,
    from: &EntityKey,
    entities: &[Arc<Entity>],
) -> anyhow::Result<EntityKey> {
    let kind = kind.kind;
    let mut others = called(name, kind, entities);
    others.retain(|one| one != from);
    others.sort_by_key(|one| one.kind != from.kind);
    let new = || EntityKey::new(kind.unwrap_or(from.kind), name);
    Ok(others.into_iter().next().unwrap_or_else(new))
}
