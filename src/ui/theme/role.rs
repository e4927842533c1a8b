//! Roles: what something on the screen is, for a theme to say how it looks.

use crate::clip::entity::Kind;
use crate::page::decor::{Part, Tone};

/// Defines the roles with the names that theme files give them.
macro_rules! roles {
    ($($role:ident $name:literal $doc:literal)*) => {
        /// What something on the screen is.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        #[repr(u8)]
        pub enum Role {
            $(#[doc = $doc] $role,)*
        }

        impl Role {
            /// Every role, in the order of its number.
            pub const ALL: [Self; [$($name),*].len()] = [$(Self::$role),*];

            /// The name in theme files; what stands before its last dot is its parent.
            pub const fn name(self) -> &'static str {
                match self {
                    $(Self::$role => $name,)*
                }
            }
        }
    };
}

roles! {
    Text "text" "Running text."
    TextDim "text.dim" "Text of less weight: dates, paths, remarks."
    Heading "heading" "A heading without a level, such as a group in a list."
    Heading1 "heading.1" "A heading of level 1."
    Heading2 "heading.2" "A heading of level 2."
    Heading3 "heading.3" "A heading of level 3."
    Heading4 "heading.4" "A heading of level 4."
    Heading5 "heading.5" "A heading of level 5."
    Heading6 "heading.6" "A heading of level 6."
    Strong "strong" "Strong emphasis."
    Emphasis "emphasis" "Emphasis."
    Strike "strike" "Text struck out."
    Code "code" "Code in running text."
    CodeBlock "code.block" "A block of code."
    CodeLanguage "code.language" "The language of a block of code."
    Link "link" "A link to a page."
    LinkInternal "link.internal" "A link to another article, or within one."
    Quote "quote" "A quotation."
    QuoteBar "quote.bar" "The bar at the left of a quotation."
    CalloutNote "callout.note" "Title and bar of a callout that notes something."
    CalloutTip "callout.tip" "Title and bar of a callout that gives advice."
    CalloutWarning "callout.warning" "Title and bar of a callout that warns."
    CalloutDanger "callout.danger" "Title and bar of a callout about a danger."
    CalloutExample "callout.example" "Title and bar of a callout with an example."
    CalloutQuote "callout.quote" "Title and bar of a callout that quotes."
    Mark "mark" "Text that whoever wrote the file has marked."
    MarkYellow "mark.yellow" "A yellow highlight of the reader."
    MarkRed "mark.red" "A red highlight of the reader."
    MarkGreen "mark.green" "A green highlight of the reader."
    MarkBlue "mark.blue" "A blue highlight of the reader."
    MarkPurple "mark.purple" "A purple highlight of the reader."
    MarkUnsure "mark.unsure" "A highlight whose place is not certain."
    Tag "tag" "A tag."
    Maths "maths" "A formula."
    Footnote "footnote" "Marks and labels of footnotes."
    Embed "embed" "Stands for an image, a video or another note."
    Comment "comment" "A comment of whoever wrote the file."
    Replaced "replaced" "Stands for something that was dropped."
    Residue "residue" "What a page or a player left behind in a clip."
    TableLine "table.line" "Lines of tables."
    TableHead "table.head" "Heads of tables."
    ListMarker "list.marker" "Bullets, numbers and tasks."
    Rule "rule" "A line across the page."
    Fold "fold" "Says whether something is folded, or goes on out of sight."
    Entity "entity" "A name, or an amount or a time."
    EntityPerson "entity.person" "A person."
    EntityOrganisation "entity.organisation" "An organisation."
    EntityPlace "entity.place" "A place."
    EntityGroup "entity.group" "A group of people."
    EntityEvent "entity.event" "An event."
    EntityWork "entity.work" "A law, a treaty, a book."
    EntityProduct "entity.product" "A product or a technology."
    EntityOther "entity.other" "A name that fits no other kind."
    Match "match" "What a search has found."
    MatchCurrent "match.current" "The hit that the reader is at."
    Selection "selection" "Selected text."
    Cursor "cursor" "The cursor in a text."
    Row "row" "The chosen row of a list that has not the keyboard."
    RowFocus "row.focus" "The chosen row of the list that has the keyboard."
    Border "border" "The border of a pane."
    BorderFocus "border.focus" "The border of the pane that has the keyboard."
    Title "title" "The title of a pane."
    TitleFocus "title.focus" "The title of the pane that has the keyboard."
    Status "status" "The status line."
    StatusError "status.error" "Something went wrong."
    StatusHint "status.hint" "Something to know."
    Count "count" "Counts beside names."
    BadgeProblem "badge.problem" "The badge of an article with problems."
    Unread "unread" "The dot of an unread article."
    Chip "chip" "A pinned filter."
    Hint "hint" "Letters that lead to links and names."
    Key "key" "A key in help and hints."
    Popup "popup" "The ground of what lies over the panes."
}

impl Role {
    /// The role of that name.
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|role| role.name() == name)
    }

    /// The role of a heading of a level from 1 to 6.
    pub const fn heading(level: u8) -> Self {
        match level {
            1 => Self::Heading1,
            2 => Self::Heading2,
            3 => Self::Heading3,
            4 => Self::Heading4,
            5 => Self::Heading5,
            _ => Self::Heading6,
        }
    }

    /// The role of a name of some kind.
    pub const fn entity(kind: Kind) -> Self {
        match kind {
            Kind::Person => Self::EntityPerson,
            Kind::Organisation => Self::EntityOrganisation,
            Kind::Place => Self::EntityPlace,
            Kind::Group => Self::EntityGroup,
            Kind::Event => Self::EntityEvent,
            Kind::Work => Self::EntityWork,
            Kind::Product => Self::EntityProduct,
            Kind::Other => Self::EntityOther,
            Kind::Date | Kind::Money | Kind::Quantity => Self::Entity,
        }
    }

    /// The role of title and bar of a callout.
    pub const fn callout(tone: Tone) -> Self {
        match tone {
            Tone::Note => Self::CalloutNote,
            Tone::Tip => Self::CalloutTip,
            Tone::Warning => Self::CalloutWarning,
            Tone::Danger => Self::CalloutDanger,
            Tone::Example => Self::CalloutExample,
            Tone::Quote => Self::CalloutQuote,
        }
    }

    /// The role of a piece of decoration.
    pub const fn part(part: Part) -> Self {
        match part {
            Part::Bullet | Part::Number | Part::Task => Self::ListMarker,
            Part::QuoteBar | Part::TransclusionBar => Self::QuoteBar,
            Part::CalloutBar(tone) | Part::CalloutKind(tone) => Self::callout(tone),
            Part::Fold | Part::Cut => Self::Fold,
            Part::CodeMargin => Self::CodeBlock,
            Part::CodeLanguage => Self::CodeLanguage,
            Part::Rule => Self::Rule,
            Part::TableLine => Self::TableLine,
            Part::TableHead => Self::TableHead,
            Part::FootnoteLabel => Self::Footnote,
            Part::EmbedMark => Self::Embed,
            Part::TransclusionName => Self::LinkInternal,
        }
    }
}
