//! The table of commands: every action with its name, group, contexts, keys and help.
//!
//! It is the only place where a key is written. The keymap, the help pane, the hint line, the
//! commands of the box and the key list of the README are printed from it.

/// Where the keyboard is. What a context does not bind itself it takes from those it rests on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Context {
    /// Every context in which letters are commands.
    Anywhere,
    /// Every list.
    List,
    /// The list of articles.
    Articles,
    /// A list of names, and the dossier of one.
    Entities,
    /// A list of sources, and the record of one.
    Sources,
    /// The article being read.
    Reader,
    /// The article being read, with the cursor shown.
    Cursor,
    /// The article being read, with text being selected.
    Selecting,
    /// The list of annotations.
    Annotations,
    /// One annotation after the other.
    Review,
    /// The same, at one whose place is not certain: it wants yes or no.
    Doubt,
    /// The variants of one annotation.
    Variants,
    /// Every field in which letters are letters.
    Typing,
    /// The box.
    Box,
    /// The editor of a note.
    Note,
    /// Hint letters on links and names: the next letters choose one.
    Hints,
    /// A question that wants yes or no.
    Question,
}

impl Context {
    /// The context itself and those it rests on, nearest first.
    pub const fn layers(self) -> &'static [Self] {
        match self {
            Self::Anywhere => &[Self::Anywhere],
            Self::List => &[Self::List, Self::Anywhere],
            Self::Articles => &[Self::Articles, Self::List, Self::Anywhere],
            Self::Entities => &[Self::Entities, Self::List, Self::Anywhere],
            Self::Sources => &[Self::Sources, Self::List, Self::Anywhere],
            Self::Annotations => &[Self::Annotations, Self::List, Self::Anywhere],
            Self::Review => &[Self::Review, Self::List, Self::Anywhere],
            Self::Variants => &[
                Self::Variants,
                Self::Annotations,
                Self::List,
                Self::Anywhere,
            ],
            Self::Doubt => &[Self::Doubt, Self::Anywhere],
            Self::Reader => &[Self::Reader, Self::Anywhere],
            Self::Cursor => &[Self::Cursor, Self::Reader, Self::Anywhere],
            Self::Selecting => &[Self::Selecting, Self::Cursor, Self::Reader, Self::Anywhere],
            Self::Typing => &[Self::Typing],
            Self::Box => &[Self::Box, Self::Typing],
            Self::Note => &[Self::Note, Self::Typing],
            Self::Hints => &[Self::Hints],
            Self::Question => &[Self::Question],
        }
    }

    /// Whether letters that are bound to nothing are text.
    pub const fn is_typing(self) -> bool {
        matches!(self, Self::Typing | Self::Box | Self::Note | Self::Hints)
    }
}

/// How the help groups commands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Group {
    /// Moving in lists and texts.
    Move,
    /// Choosing a pane.
    Panes,
    /// Finding.
    Find,
    /// Reading an article.
    Read,
    /// Marking and annotating.
    Annotate,
    /// Putting names right.
    Names,
    /// While typing.
    Typing,
    /// The program.
    Program,
}

impl Group {
    /// The heading of the group.
    pub const fn title(self) -> &'static str {
        match self {
            Self::Move => "Move",
            Self::Panes => "Panes",
            Self::Find => "Find",
            Self::Read => "Read",
            Self::Annotate => "Annotate",
            Self::Names => "Put names right",
            Self::Typing => "While typing",
            Self::Program => "Program",
        }
    }
}

/// A row of the table.
#[derive(Debug)]
pub struct CommandRow {
    /// What it does.
    pub action: Action,
    /// Its name in the config and the box.
    pub name: &'static str,
    /// Its group in the help.
    pub group: Group,
    /// Where its keys work.
    pub contexts: &'static [Context],
    /// Its keys: each a sequence such as `g g`.
    pub keys: &'static [&'static str],
    /// One line of help.
    pub help: &'static str,
}

/// Makes of the rows the actions and the table.
macro_rules! commands {
    ($($action:ident $name:literal $group:ident [$($context:ident)*] [$($key:literal)*] $help:literal;)*) => {
        /// What a key means.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Action {
            $(#[doc = $help] $action,)*
        }

        /// Every command, in the order of the help.
        pub const COMMANDS: &[CommandRow] = &[
            $(CommandRow {
                action: Action::$action,
                name: $name,
                group: Group::$group,
                contexts: &[$(Context::$context),*],
                keys: &[$($key),*],
                help: $help,
            },)*
        ];
    };
}

commands! {
    Down            "move.down"         Move     [Anywhere]      ["j" "down"]           "Next row";
    Up              "move.up"           Move     [Anywhere]      ["k" "up"]             "Previous row";
    HalfDown        "move.half-down"    Move     [Anywhere]      ["ctrl-d"]             "Half a page down";
    HalfUp          "move.half-up"      Move     [Anywhere]      ["ctrl-u"]             "Half a page up";
    PageDown        "move.page-down"    Move     [Anywhere]      ["space" "pgdn"]       "A page down";
    PageUp          "move.page-up"      Move     [Anywhere]      ["pgup"]               "A page up";
    Top             "move.top"          Move     [Anywhere]      ["g g" "home"]         "To the top";
    Bottom          "move.bottom"       Move     [Anywhere]      ["G" "end"]            "To the bottom";
    NextBlock       "move.next-block"   Move     [Anywhere]      ["}"]                  "Next paragraph, or next group of a list";
    PreviousBlock   "move.prev-block"   Move     [Anywhere]      ["{"]                  "Previous paragraph, or previous group of a list";
    Deeper          "move.deeper"       Move     [List]          ["l" "right"]          "Deeper: open what the row leads to";
    Shallower       "move.shallower"    Move     [List]          ["h" "left"]           "Shallower: close what was opened";
    ReaderDown      "move.reader-down"  Move     [List Doubt]    ["J"]                  "Scroll the reader down from a list";
    ReaderUp        "move.reader-up"    Move     [List Doubt]    ["K"]                  "Scroll the reader up from a list";
    Open            "open"              Move     [Anywhere]      ["enter"]              "Open: the article, the dossier, the record, the link";
    Close           "close"             Move     [Anywhere Hints Question] ["esc"]      "Close one level; never quits, never loses anything";

    NextPane        "pane.next"         Panes    [Anywhere]      ["tab"]                "Next pane";
    PreviousPane    "pane.previous"     Panes    [Anywhere]      ["shift-tab"]          "Previous pane";
    GoArticles      "pane.articles"     Panes    [Anywhere]      ["g a"]                "Articles";
    GoReader        "pane.reader"       Panes    [Anywhere]      ["g r"]                "Reader";
    GoEntities      "pane.entities"     Panes    [Anywhere]      ["g e"]                "Entities";
    GoSources       "pane.sources"      Panes    [Anywhere]      ["g s"]                "Sources";
    GoAnnotations   "pane.annotations"  Panes    [Anywhere]      ["g n"]                "Annotations";
    GoMap           "pane.map"          Panes    [Anywhere]      ["g m"]                "Map: which names stand in the same sentences; s chooses the kinds";
    GoProblems      "pane.problems"     Panes    [Anywhere]      ["g p"]                "Problems";
    Zen             "pane.zen"          Panes    [Anywhere]      ["z"]                  "Hide everything but the reader, and back";
    Scope           "pane.scope"        Panes    [Anywhere]      ["."]                  "Names, sources and annotations of this article, or of the library";
    Sort            "pane.sort"         Panes    [Anywhere]      ["s"]                  "Sort the list";

    FindAll         "find.all"          Find     [Anywhere]      ["ctrl-p"]             "Find anything: articles, names, sources, headings, tags, commands";
    FindCommand     "find.command"      Find     [Anywhere]      [":"]                  "Run a command by its name";
    FindHere        "find.here"         Find     [Anywhere]      ["/"]                  "Find in the text, or narrow the list";
    Pin             "filter.pin"        Find     [Anywhere]      ["x"]                  "Show only articles with what the row names; again takes it back";
    Filters         "filter.list"       Find     [Anywhere]      ["X"]                  "Filters: those pinned, and those the row offers";
    NextMatch       "find.next"         Find     [Anywhere]      ["n"]                  "Next match";
    PreviousMatch   "find.previous"     Find     [Anywhere]      ["N"]                  "Previous match";

    Hints           "read.hints"        Read     [Reader]        ["f"]                  "Letters on links and names: type them to follow one";
    HintsShown      "read.hints-shown"  Read     [Reader]        ["F"]                  "The same, showing where each leads before following";
    OpenSource      "read.open-source"  Read     [Anywhere]      ["o"]                  "Open the source in the browser; over SSH copy and show it";
    Outline         "read.outline"      Read     [Anywhere]      ["O"]                  "Outline of the article";
    NextHeading     "read.next-heading" Read     [Reader]        ["] h"]                "Next heading";
    PreviousHeading "read.prev-heading" Read     [Reader]        ["[ h"]                "Previous heading";
    NextName        "read.next-name"    Read     [Reader]        ["] e"]                "Next name";
    PreviousName    "read.prev-name"    Read     [Reader]        ["[ e"]                "Previous name";
    Names           "read.names"        Read     [Reader]        ["e"]                  "Mark names in the text or not";
    Comments        "read.comments"     Read     [Reader]        ["%"]                  "Show or hide comments of the file";
    More            "read.more"         Read     [Reader]        ["+"]                  "Read more of a file that is very long";
    ScrollLeft      "read.left"         Read     [Reader]        ["<"]                  "Wide code and tables: to the left";
    ScrollRight     "read.right"        Read     [Reader]        [">"]                  "Wide code and tables: to the right";
    Back            "trail.back"        Read     [Anywhere]      ["ctrl-o"]             "Back to where you were";
    Forward         "trail.forward"     Read     [Anywhere]      ["] j"]                "Forward again";
    Cursor          "cursor.show"       Read     [Reader]        ["c"]                  "Show the cursor, or put it away";
    CursorLeft      "cursor.left"       Read     [Cursor]        ["h" "left"]           "Left";
    CursorRight     "cursor.right"      Read     [Cursor]        ["l" "right"]          "Right";
    NextWord        "cursor.next-word"  Read     [Cursor]        ["w"]                  "Next word";
    PreviousWord    "cursor.prev-word"  Read     [Cursor]        ["b"]                  "Previous word";
    NextSentence    "cursor.next-sentence" Read  [Cursor]        [")"]                  "Next sentence";
    PreviousSentence "cursor.prev-sentence" Read [Cursor]        ["("]                  "Previous sentence";
    CopyAddress     "copy.address"      Read     [List Reader]   ["y u"]                "Copy the address";
    CopySentence    "copy.sentence"     Read     [Reader]        ["y y"]                "Copy the selection, else the sentence at the current place";
    CopyQuote       "copy.quote"        Read     [Reader]        ["y m"]                "Copy it as a Markdown quote with its source";
    CopyPassage     "copy.passage"      Read     [Reader]        ["y q"]                "The same, with a link to the words in the page";
    CopyReference   "copy.reference"    Read     [Reader]        ["y r"]                "Copy a reference to the article";

    SelectCharacters "select.characters" Annotate [Reader]       ["v"]                  "Select by characters from the current place";
    SelectLines     "select.lines"      Annotate [Reader]        ["V"]                  "Select by lines";
    SelectWord      "select.word"       Annotate [Selecting]     ["i w"]                "Select the word";
    SelectSentence  "select.sentence"   Annotate [Selecting]     ["i s"]                "Select the sentence";
    SelectParagraph "select.paragraph"  Annotate [Selecting]     ["i p"]                "Select the paragraph";
    SwapEnds        "select.swap"       Annotate [Selecting]     ["x"]                  "Move the other end of the selection";
    Highlight       "annotate.highlight" Annotate [Reader]       ["H"]                  "Highlight the selection, else the sentence, with the last colour";
    Colour          "annotate.colour"   Annotate [Reader Annotations Review Doubt] ["m letter"]           "The same in a colour: r g b y p";
    Note            "annotate.note"     Annotate [Anywhere]      ["a"]                  "Write a note: on the annotation, the selection, the sentence";
    Editor          "annotate.editor"   Annotate [Anywhere]      ["E"]                  "Write the note in your own editor: VISUAL or EDITOR";
    Tags            "annotate.tags"     Annotate [Anywhere]      ["t"]                  "Tag it";
    NoteOnArticle   "annotate.article"  Annotate [Anywhere]      ["A"]                  "Write a note on the whole article";
    Delete          "annotate.delete"   Annotate [Anywhere]      ["d d"]                "Delete the annotation at the current place";
    Review          "annotate.review"   Annotate [Reader Annotations] ["r"]             "Review annotations one by one, from this one on";
    Attach          "annotate.attach"   Annotate [Reader Annotations Review Doubt] ["p"] "Pick an annotation up, and in the reader put it on other words";
    FindQuote       "annotate.find-quote" Annotate [Annotations Review Doubt] ["f"]     "Search the library for the words it marks; a lost one is picked up";
    Compare         "annotate.compare"  Annotate [Annotations Review] ["c"]             "Compare the variants of an annotation that was changed twice";
    Join            "annotate.join"     Annotate [Annotations Review] ["b"]             "Make one of both variants: both notes, every tag";
    Export          "annotate.export"   Annotate [Annotations]   ["e"]                  "Write the listed annotations to a file, whose ending says the form";
    Import          "annotate.import"   Annotate [Annotations]   ["i"]                  "Take annotations of another program in from a file";
    Undo            "annotate.undo"     Annotate [Anywhere]      ["u"]                  "Take back the last change of annotations";
    Redo            "annotate.redo"     Annotate [Anywhere]      ["ctrl-r"]             "Do it again";
    NextAnnotation  "annotate.next"     Annotate [Reader]        ["] a"]                "Next annotation";
    PreviousAnnotation "annotate.previous" Annotate [Reader]     ["[ a"]                "Previous annotation";

    MergeName       "names.merge"       Names    [Entities]      ["c m"]                "Merge it with another name";
    SplitName       "names.split"       Names    [Entities]      ["c s"]                "Split a form off";
    RenameName      "names.rename"      Names    [Entities]      ["c r"]                "Rename it";
    KindOfName      "names.kind"        Names    [Entities]      ["c k"]                "Change its kind";
    HideName        "names.hide"        Names    [Entities]      ["c h"]                "Hide it, or list it again";
    HiddenNames     "names.hidden"      Names    [Entities]      ["c ."]                "Show hidden names";
    AskAboutNames   "names.ask"         Names    [Entities]      ["c a"]                "Ask about names alike";
    AddName         "names.add"         Names    [Reader]        ["M"]                  "Take the selected words for a name";

    Accept          "type.accept"       Typing   [Typing]        ["enter"]              "Take what is chosen";
    Cancel          "type.cancel"       Typing   [Typing]        ["esc" "ctrl-c"]       "Close; a note is kept as it is";
    TypeDown        "type.down"         Typing   [Typing]        ["ctrl-n" "down"]      "Next row";
    TypeUp          "type.up"           Typing   [Typing]        ["ctrl-p" "up"]        "Previous row";
    TypePageDown    "type.page-down"    Typing   [Typing]        ["pgdn"]               "A page down";
    TypePageUp      "type.page-up"      Typing   [Typing]        ["pgup"]               "A page up";
    TypeLeft        "type.left"         Typing   [Typing]        ["left"]               "Left";
    TypeRight       "type.right"        Typing   [Typing]        ["right"]              "Right";
    TypeWordLeft    "type.word-left"    Typing   [Typing]        ["ctrl-left" "alt-b"]  "A word to the left";
    TypeWordRight   "type.word-right"   Typing   [Typing]        ["ctrl-right" "alt-f"] "A word to the right";
    TypeStart       "type.start"        Typing   [Typing]        ["ctrl-a" "home"]      "To the start";
    TypeEnd         "type.end"          Typing   [Typing]        ["ctrl-e" "end"]       "To the end";
    DeleteBack      "type.backspace"    Typing   [Typing Hints]  ["backspace"]          "Delete the letter before";
    DeleteForward   "type.delete"       Typing   [Typing]        ["delete"]             "Delete the letter after";
    DeleteWord      "type.delete-word"  Typing   [Typing]        ["ctrl-w" "alt-backspace"] "Delete the word before";
    DeleteWordForward "type.delete-word-forward" Typing [Typing] ["ctrl-delete" "alt-d"] "Delete the word after";
    DeleteLine      "type.delete-line"  Typing   [Typing]        ["ctrl-u"]             "Delete all before";
    DeleteToEnd     "type.delete-to-end" Typing  [Typing]        ["ctrl-k"]             "Delete all after";

    BoxMark         "box.mark"          Typing   [Box]           ["tab"]                "Mark the hit, or take the mark away";
    BoxPin          "box.pin"           Typing   [Box]           ["ctrl-x"]             "Pin what is marked, or the filters typed, or the hit";
    BoxHistory      "box.history"       Typing   [Box]           ["ctrl-r"]             "What was asked before";
    BoxGroup        "box.group"         Typing   [Box]           ["ctrl-g"]             "Group the hits by what they are, or mix them";
    BoxWeak         "box.weak"          Typing   [Box]           ["ctrl-t"]             "Show or hide weak hits";
    ToEditor        "type.editor"       Typing   [Note]          ["ctrl-x ctrl-e"]      "Go on with the note in your own editor";

    Yes             "answer.yes"        Program  [Question Doubt] ["y"]                  "Yes";
    No              "answer.no"         Program  [Question Doubt] ["n"]                  "No";
    Reload          "reload"            Program  [Anywhere]      ["R"]                  "Read the library again";
    Help            "help"              Program  [Anywhere]      ["?" "f1"]             "Show these keys";
    Mouse           "mouse"             Program  [Anywhere]      ["P"]                  "Take the mouse, or leave it to the terminal: click, wheel, select";
    Suspend         "suspend"           Program  [Anywhere]      ["ctrl-z"]             "Suspend; `fg` comes back";
    Quit            "quit"              Program  [Anywhere]      ["q"]                  "Close, or leave from the last pane";
    Leave           "leave"             Program  [Anywhere Question Hints] ["ctrl-c"]   "Leave at once, with everything saved";
}

impl Action {
    /// Its row in the table.
    pub fn row(self) -> &'static CommandRow {
        // The table has a row for each action, in the order of the enum: both come of one macro.
        &COMMANDS[self as usize]
    }

    /// The action of that name.
    pub fn named(name: &str) -> Option<Self> {
        COMMANDS
            .iter()
            .find(|row| row.name == name)
            .map(|row| row.action)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_stand_in_the_order_of_the_actions() {
        for row in COMMANDS {
            assert_eq!(row.action.row().name, row.name);
            assert_eq!(Action::named(row.name), Some(row.action));
        }
    }
}
