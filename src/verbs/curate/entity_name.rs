//! Which entity a name on the command line means.

use std::sync::Arc;

use anyhow::bail;
use clap::Args;

use crate::clip::entity::EntityKey;
use crate::clip::entity::{Entity, Kind};
use crate::text::clean::SafeText;

/// Tells entities of one name apart.
#[derive(Args, Debug)]
pub struct KindArg {
    /// Which of several entities of that name: person, organisation, place …
    #[arg(long, value_name = "KIND")]
    pub kind: Option<String>,
}

/// The kind of that name.
pub fn known(kind: &str) -> anyhow::Result<Kind> {
    let Some(kind) = Kind::named(kind) else {
        let all: Vec<&str> = Kind::ALL.into_iter().map(Kind::name).collect();
        bail!(
            "{} is no kind; kinds are {}",
            SafeText::line(kind),
            all.join(", ")
        );
    };
    Ok(kind)
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
    let kind = kind.kind.as_deref().map(known).transpose()?;
    match called(name, kind, entities).as_slice() {
        [one] => Ok(one.clone()),
        [] => bail!(
            "no entity of the library is called {}",
            SafeText::line(name)
        ),
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
    let kind = kind.kind.as_deref().map(known).transpose()?;
    let mut others = called(name, kind, entities);
    others.retain(|one| one != from);
    others.sort_by_key(|one| one.kind != from.kind);
    let new = || EntityKey::new(kind.unwrap_or(from.kind), name);
    Ok(others.into_iter().next().unwrap_or_else(new))
}
