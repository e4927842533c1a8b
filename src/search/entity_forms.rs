//! The names that entities go by: their own, and their other forms. Case and accents do not matter.

use std::sync::Arc;

use crate::clip::entity::Entity;
use crate::library::contents::Library;
use crate::search::fold::fold;
use crate::search::nearest::did_you_mean;
use crate::text::clean::SafeText;

/// Every form of an entity, its name first.
pub fn forms(entity: &Entity) -> impl Iterator<Item = &SafeText> {
    std::iter::once(&entity.name).chain(&entity.aliases)
}

/// Whether one of `names` is a name or another form of an entity.
pub fn is_named(entity: &Entity, names: &[String]) -> bool {
    let wanted: Vec<String> = names.iter().map(|name| fold(name)).collect();
    forms(entity).any(|form| wanted.contains(&fold(form.as_str())))
}

/// The entities that go by a name: those that are listed under it, else those of which it is another form.
pub fn called<'a>(library: &'a Library, name: &str) -> Vec<&'a Entity> {
    let entities = library.entities();
    let numbers = numbers_called(library, name).into_iter();
    numbers
        .filter_map(|number| entities.get(number as usize))
        .map(Arc::as_ref)
        .collect()
}

/// The same by their numbers, in the order of [`Library::entities`].
pub fn numbers_called(library: &Library, name: &str) -> Vec<u32> {
    let wanted = fold(name.trim());
    let is_wanted =
        |form: &SafeText| may_fold_to(form.as_str(), &wanted) && fold(form.as_str()) == wanted;
    let numbers = |is_called: &dyn Fn(&Entity) -> bool| -> Vec<u32> {
        let entities = (0..).zip(library.entities());
        let called = entities.filter(|(_, entity)| is_called(entity));
        called.map(|(number, _)| number).collect()
    };
    let listed = numbers(&|entity| is_wanted(&entity.name));
    if !listed.is_empty() {
        return listed;
    }
    numbers(&|entity| entity.aliases.iter().any(is_wanted))
}

/// Whether a name can read so when it is folded: most names are ASCII, and told apart by their length.
fn may_fold_to(form: &str, folded: &str) -> bool {
    !form.is_ascii() || form.eq_ignore_ascii_case(folded)
}

/// That no article names somebody, with the nearest name that one does.
pub fn unknown(library: &Library, name: &str) -> String {
    let all = library.entities().iter().flat_map(|entity| forms(entity));
    let near = did_you_mean(name, all.map(SafeText::as_str));
    format!("no article names {name}{near}")
}
