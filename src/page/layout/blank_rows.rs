//! Where a blank row stands between two blocks.

use crate::page::layout::margin::Entrance;
use crate::text::document::{Block, BlockKind, ContainerKind, Document};

/// What is known of the block above, and of lists that are set with air.
pub(super) struct Spacing {
    /// For each container, whether it is a list with an item of several paragraphs.
    airy: Vec<bool>,
    above: Option<Above>,
}

/// What the next block has to know of the one above it.
struct Above {
    is_title: bool,
    in_footnote: bool,
}

impl Spacing {
    pub(super) fn of(document: &Document) -> Self {
        let mut airy = vec![false; document.containers.len()];
        let mut above: Option<u32> = None;
        for block in document
            .blocks
            .iter()
            .filter(|block| block.kind == BlockKind::Paragraph)
        {
            if let Some(item) = block.container.filter(|item| above == Some(*item)) {
                let list = document
                    .containers
                    .get(item as usize)
                    .and_then(|item| item.parent);
                if let Some(airy) = list.and_then(|list| airy.get_mut(list as usize)) {
                    *airy = true;
                }
            }
            above = block.container;
        }
        Self { airy, above: None }
    }

    /// Whether a blank row belongs before a block; to be asked of every shown block in turn.
    pub(super) fn blank_before(
        &mut self,
        document: &Document,
        block: &Block,
        entrance: &Entrance,
    ) -> bool {
        let kind = |index: Option<&u32>| {
            index
                .and_then(|index| document.containers.get(*index as usize))
                .map(|container| &container.kind)
        };
        let first = kind(entrance.fresh.first());
        let opens_footnote = matches!(first, Some(ContainerKind::Footnote(_)));
        let in_footnote = match entrance.common {
            None => opens_footnote,
            Some(_) => self.above.as_ref().is_some_and(|above| above.in_footnote),
        };
        let here = Above {
            is_title: block.kind == BlockKind::CalloutTitle,
            in_footnote,
        };
        let Some(above) = self.above.replace(here) else {
            return false;
        };
        match kind(entrance.common.as_ref()) {
            Some(ContainerKind::List) => entrance
                .common
                .is_some_and(|list| self.airy.get(list as usize) == Some(&true)),
            Some(ContainerKind::Item(_)) => !matches!(first, Some(ContainerKind::List)),
            Some(ContainerKind::Callout { .. }) => !above.is_title,
            Some(ContainerKind::Table(_)) => false,
            None => !(opens_footnote && above.in_footnote),
            _ => true,
        }
    }
}
