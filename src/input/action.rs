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
    /// What joins two names.
    Pair,
    /// The article being read.
    Reader,
    /// The article being read, with the cursor shown.
    Cursor,
    /// The article being read, with text being selected.
    Selecting,
    /// The list of annotations.
    Annotations,
    /// The pinned filters.
    Filters,
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
            Self::Pair => &[Self::Pair, Self::List, Self::Anywhere],
            Self::Annotations => &[Self::Annotations, Self::List, Self::Anywhere],
            Self::Filters => &[Self::Filters, Self::List, Self::Anywhere],
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

/// Whose a command is. The pane with the keyboard is asked first, because it knows what is meant in it;
/// what it leaves is its owner's, and nobody else's.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Owner {
    /// Whichever pane has the keyboard; where that has no use for it, nobody has.
    Pane,
    /// The reader, where it is seen.
    Reader,
    /// The program as a whole.
    Program(ProgramCommand),
    /// What the reader adds.
    Annotations(AnnotationCommand),
    /// The names, to be put right.
    Names(NameCommand),
}

/// A row of the table.
#[derive(Debug)]
pub struct CommandRow {
    /// What it does.
    pub action: Action,
    /// Whose it is.
    pub owner: Owner,
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

/// The owner of a row.
macro_rules! owner {
    (pane $action:ident) => {
        Owner::Pane
    };
    (reader $action:ident) => {
        Owner::Reader
    };
    (program $action:ident) => {
        Owner::Program(ProgramCommand::$action)
    };
    (notes $action:ident) => {
        Owner::Annotations(AnnotationCommand::$action)
    };
    (names $action:ident) => {
        Owner::Names(NameCommand::$action)
    };
}

/// Makes of the rows the actions, the commands of each owner and the table. A row begins with its owner,
/// which has to have an arm for it: the compiler asks for one.
macro_rules! commands {
    ($(
        $(pane $pane:ident)? $(reader $reader:ident)? $(program $program:ident)?
        $(notes $notes:ident)? $(names $names:ident)?
        $name:literal $group:ident [$($context:ident)*] [$($key:literal)*] $help:literal;
    )*) => {
        /// What a key means.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Action {
            $(#[doc = $help] $($pane)? $($reader)? $($program)? $($notes)? $($names)?,)*
        }

        /// What the program as a whole does.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub enum ProgramCommand {
            $($(#[doc = $help] $program,)?)*
        }

        /// What is done about annotations.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub enum AnnotationCommand {
            $($(#[doc = $help] $notes,)?)*
        }

        /// What puts names right.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub enum NameCommand {
            $($(#[doc = $help] $names,)?)*
        }

        /// Every command, in the order of the help.
        pub const COMMANDS: &[CommandRow] = &[
            $(CommandRow {
                action: Action::$($pane)? $($reader)? $($program)? $($notes)? $($names)?,
                owner: $(owner!(pane $pane))? $(owner!(reader $reader))? $(owner!(program $program))?
                    $(owner!(notes $notes))? $(owner!(names $names))?,
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
    pane    Down            "move.down"         Move     [Anywhere]      ["j" "down"]           "Next row";
    pane    Up              "move.up"           Move     [Anywhere]      ["k" "up"]             "Previous row";
    pane    HalfDown        "move.half-down"    Move     [Anywhere]      ["ctrl-d"]             "Half a page down";
    pane    HalfUp          "move.half-up"      Move     [Anywhere]      ["ctrl-u"]             "Half a page up";
    pane    PageDown        "move.page-down"    Move     [Anywhere]      ["space" "pgdn"]       "A page down";
    pane    PageUp          "move.page-up"      Move     [Anywhere]      ["pgup"]               "A page up";
    pane    Top             "move.top"          Move     [Anywhere]      ["g g" "home"]         "To the top";
    pane    Bottom          "move.bottom"       Move     [Anywhere]      ["G" "end"]            "To the bottom";
    pane    NextBlock       "move.next-block"   Move     [Anywhere]      ["}"]                  "Next paragraph, or next group of a list";
    pane    PreviousBlock   "move.prev-block"   Move     [Anywhere]      ["{"]                  "Previous paragraph, or previous group of a list";
    pane    Deeper          "move.deeper"       Move     [List]          ["l" "right"]          "Deeper: open what the row leads to";
    program Shallower       "move.shallower"    Move     [List]          ["h" "left"]           "Shallower: close what was opened";
    reader  ReaderDown      "move.reader-down"  Move     [List Doubt]    ["J"]                  "Scroll the reader down from a list";
    reader  ReaderUp        "move.reader-up"    Move     [List Doubt]    ["K"]                  "Scroll the reader up from a list";
    pane    Open            "open"              Move     [Anywhere]      ["enter"]              "Open: the article, the dossier, the record, the link";
    program Close           "close"             Move     [Anywhere Hints Question] ["esc"]      "Close one level; never quits, never loses anything";

    program NextPane        "pane.next"         Panes    [Anywhere]      ["tab"]                "Next pane";
    program PreviousPane    "pane.previous"     Panes    [Anywhere]      ["shift-tab"]          "Previous pane";
    program GoArticles      "pane.articles"     Panes    [Anywhere]      ["g a"]                "Articles";
    program GoReader        "pane.reader"       Panes    [Anywhere]      ["g r"]                "Reader";
    program GoEntities      "pane.entities"     Panes    [Anywhere]      ["g e"]                "Entities";
    program GoSources       "pane.sources"      Panes    [Anywhere]      ["g s"]                "Sources";
    program GoAnnotations   "pane.annotations"  Panes    [Anywhere]      ["g n"]                "Annotations";
    program GoMap           "pane.map"          Panes    [Anywhere]      ["g m"]                "Map: which names stand in the same sentences; s chooses the kinds";
    program GoPair          "pane.pair"         Panes    [Anywhere]      ["g x"]                "Pair: what joins two names, those pinned or that of the row and a pinned one";
    program GoProblems      "pane.problems"     Panes    [Anywhere]      ["g p"]                "Problems";
    program Zen             "pane.zen"          Panes    [Anywhere]      ["z"]                  "Hide everything but the reader, and back";
    program Scope           "pane.scope"        Panes    [Anywhere]      ["."]                  "Names, sources and annotations of this article, or of the library";
    program Sort            "pane.sort"         Panes    [Anywhere]      ["s"]                  "Sort the list";

    program FindAll         "find.all"          Find     [Anywhere]      ["ctrl-p"]             "Find anything: articles, names, sources, headings, tags, commands";
    program FindCommand     "find.command"      Find     [Anywhere]      [":"]                  "Run a command by its name";
    pane    FindHere        "find.here"         Find     [Anywhere]      ["/"]                  "Find in the text, or narrow the list";
    program Pin             "filter.pin"        Find     [Anywhere]      ["x"]                  "Show only articles with what the row names; again takes it back";
    program Filters         "filter.list"       Find     [Anywhere]      ["X"]                  "Filters: those with names, those pinned, and those the row offers";
    program NameFilter      "filter.name"       Find     [Filters]       ["w"]                  "Give the pinned filters a name: filter:NAME asks for them";
    pane    RenameFilter    "filter.rename"     Find     [Filters]       ["c r"]                "Give the filter another name";
    reader  NextMatch       "find.next"         Find     [Anywhere]      ["n"]                  "Next match";
    reader  PreviousMatch   "find.previous"     Find     [Anywhere]      ["N"]                  "Previous match";

    reader  Hints           "read.hints"        Read     [Reader]        ["f"]                  "Letters on links and names: type them to follow one";
    reader  HintsShown      "read.hints-shown"  Read     [Reader]        ["F"]                  "The same, showing where each leads before following";
    reader  OpenSource      "read.open-source"  Read     [Anywhere]      ["o"]                  "Open the source in the browser; over SSH copy and show it";
    program Outline         "read.outline"      Read     [Anywhere]      ["O"]                  "Outline of the article";
    reader  NextHeading     "read.next-heading" Read     [Reader]        ["] h"]                "Next heading";
    reader  PreviousHeading "read.prev-heading" Read     [Reader]        ["[ h"]                "Previous heading";
    reader  NextName        "read.next-name"    Read     [Reader]        ["] e"]                "Next name";
    reader  PreviousName    "read.prev-name"    Read     [Reader]        ["[ e"]                "Previous name";
    reader  Names           "read.names"        Read     [Reader]        ["e"]                  "Mark names in the text or not";
    reader  Comments        "read.comments"     Read     [Reader]        ["%"]                  "Show or hide comments of the file";
    reader  More            "read.more"         Read     [Reader]        ["+"]                  "Read more of a file that is very long";
    reader  ScrollLeft      "read.left"         Read     [Reader]        ["<"]                  "Wide code and tables: to the left";
    reader  ScrollRight     "read.right"        Read     [Reader]        [">"]                  "Wide code and tables: to the right";
    reader  Star            "article.star"      Read     [Articles Reader] ["*"]                "Star the article, or not: is:starred finds it";
    reader  Later           "article.later"     Read     [Articles Reader] ["L"]                "Keep the article for later, or not: is:later finds it";
    reader  Unread          "article.unread"    Read     [Articles Reader] ["U"]                "Take the article for unread, or for read: is:unread finds it";
    program Back            "trail.back"        Read     [Anywhere]      ["ctrl-o"]             "Back to where you were";
    program Forward         "trail.forward"     Read     [Anywhere]      ["] j"]                "Forward again";
    reader  Cursor          "cursor.show"       Read     [Reader]        ["c"]                  "Show the cursor, or put it away";
    reader  CursorLeft      "cursor.left"       Read     [Cursor]        ["h" "left"]           "Left";
    reader  CursorRight     "cursor.right"      Read     [Cursor]        ["l" "right"]          "Right";
    reader  NextWord        "cursor.next-word"  Read     [Cursor]        ["w"]                  "Next word";
    reader  PreviousWord    "cursor.prev-word"  Read     [Cursor]        ["b"]                  "Previous word";
    reader  NextSentence    "cursor.next-sentence" Read  [Cursor]        [")"]                  "Next sentence";
    reader  PreviousSentence "cursor.prev-sentence" Read [Cursor]        ["("]                  "Previous sentence";
    reader  CopyAddress     "copy.address"      Read     [List Reader]   ["y u"]                "Copy the address";
    reader  CopySentence    "copy.sentence"     Read     [Reader]        ["y y"]                "Copy the selection, else the sentence at the current place";
    reader  CopyQuote       "copy.quote"        Read     [Pair Reader]   ["y m"]                "Copy it as a Markdown quote with its source";
    reader  CopyPassage     "copy.passage"      Read     [Reader]        ["y q"]                "The same, with a link to the words in the page";
    reader  CopyReference   "copy.reference"    Read     [Articles Pair Reader] ["y r"]        "Copy a reference to the article";
    reader  CopyBibtex      "copy.bibtex"       Read     [Articles Pair Reader] ["y b"]         "Copy the same for BibTeX";
    reader  CopyCsl         "copy.csl"          Read     [Articles Pair Reader] ["y c"]         "Copy the same as CSL-JSON";

    reader  SelectCharacters "select.characters" Annotate [Reader]       ["v"]                  "Select by characters from the current place";
    reader  SelectLines     "select.lines"      Annotate [Reader]        ["V"]                  "Select by lines";
    reader  SelectWord      "select.word"       Annotate [Selecting]     ["i w"]                "Select the word";
    reader  SelectSentence  "select.sentence"   Annotate [Selecting]     ["i s"]                "Select the sentence";
    reader  SelectParagraph "select.paragraph"  Annotate [Selecting]     ["i p"]                "Select the paragraph";
    reader  SwapEnds        "select.swap"       Annotate [Selecting]     ["x"]                  "Move the other end of the selection";
    notes   Highlight       "annotate.highlight" Annotate [Reader]       ["H"]                  "Highlight the selection, else the sentence, with the last colour";
    notes   Colour          "annotate.colour"   Annotate [Reader Annotations Review Doubt] ["m letter"]           "The same in a colour: r g b y p";
    notes   Note            "annotate.note"     Annotate [Anywhere]      ["a"]                  "Write a note: on the annotation, the selection, the sentence";
    notes   Editor          "annotate.editor"   Annotate [Anywhere]      ["E"]                  "Write the note in your own editor: VISUAL or EDITOR";
    notes   Tags            "annotate.tags"     Annotate [Anywhere]      ["t"]                  "Tag it";
    notes   NoteOnArticle   "annotate.article"  Annotate [Anywhere]      ["A"]                  "Write a note on the whole article";
    notes   Delete          "annotate.delete"   Annotate [Anywhere]      ["d d"]                "Delete the annotation at the current place";
    notes   Review          "annotate.review"   Annotate [Reader Annotations] ["r"]             "Review annotations one by one, from this one on";
    notes   Attach          "annotate.attach"   Annotate [Reader Annotations Review Doubt] ["p"] "Pick an annotation up, and in the reader put it on other words";
    notes   FindQuote       "annotate.find-quote" Annotate [Annotations Review Doubt] ["f"]     "Search the library for the words it marks; a lost one is picked up";
    notes   Compare         "annotate.compare"  Annotate [Annotations Review] ["c"]             "Compare the variants of an annotation that was changed twice";
    notes   Join            "annotate.join"     Annotate [Annotations Review] ["b"]             "Make one of both variants: both notes, every tag";
    notes   Export          "annotate.export"   Annotate [Annotations]   ["e"]                  "Write the listed annotations to a file, whose ending says the form";
    notes   Import          "annotate.import"   Annotate [Annotations]   ["i"]                  "Take annotations of another program in from a file";
    notes   Undo            "annotate.undo"     Annotate [Anywhere]      ["u"]                  "Take back the last change of annotations";
    notes   Redo            "annotate.redo"     Annotate [Anywhere]      ["ctrl-r"]             "Do it again";
    reader  NextAnnotation  "annotate.next"     Annotate [Reader]        ["] a"]                "Next annotation";
    reader  PreviousAnnotation "annotate.previous" Annotate [Reader]     ["[ a"]                "Previous annotation";

    names   MergeName       "names.merge"       Names    [Entities]      ["c m"]                "Merge it with another name";
    names   SplitName       "names.split"       Names    [Entities]      ["c s"]                "Split a form off";
    names   RenameName      "names.rename"      Names    [Entities]      ["c r"]                "Rename it";
    names   KindOfName      "names.kind"        Names    [Entities]      ["c k"]                "Change its kind";
    names   HideName        "names.hide"        Names    [Entities]      ["c h"]                "Hide it, or list it again";
    names   HiddenNames     "names.hidden"      Names    [Entities]      ["c ."]                "Show hidden names";
    names   AskAboutNames   "names.ask"         Names    [Entities]      ["c a"]                "Ask about names alike";
    names   AddName         "names.add"         Names    [Reader]        ["M"]                  "Take the selected words for a name";

    pane    Accept          "type.accept"       Typing   [Typing]        ["enter"]              "Take what is chosen";
    pane    Cancel          "type.cancel"       Typing   [Typing]        ["esc" "ctrl-c"]       "Close; a note is kept as it is";
    pane    TypeDown        "type.down"         Typing   [Typing]        ["ctrl-n" "down"]      "Next row";
    pane    TypeUp          "type.up"           Typing   [Typing]        ["ctrl-p" "up"]        "Previous row";
    pane    TypePageDown    "type.page-down"    Typing   [Typing]        ["pgdn"]               "A page down";
    pane    TypePageUp      "type.page-up"      Typing   [Typing]        ["pgup"]               "A page up";
    pane    TypeLeft        "type.left"         Typing   [Typing]        ["left"]               "Left";
    pane    TypeRight       "type.right"        Typing   [Typing]        ["right"]              "Right";
    pane    TypeWordLeft    "type.word-left"    Typing   [Typing]        ["ctrl-left" "alt-b"]  "A word to the left";
    pane    TypeWordRight   "type.word-right"   Typing   [Typing]        ["ctrl-right" "alt-f"] "A word to the right";
    pane    TypeStart       "type.start"        Typing   [Typing]        ["ctrl-a" "home"]      "To the start";
    pane    TypeEnd         "type.end"          Typing   [Typing]        ["ctrl-e" "end"]       "To the end";
    pane    DeleteBack      "type.backspace"    Typing   [Typing Hints]  ["backspace"]          "Delete the letter before";
    pane    DeleteForward   "type.delete"       Typing   [Typing]        ["delete"]             "Delete the letter after";
    pane    DeleteWord      "type.delete-word"  Typing   [Typing]        ["ctrl-w" "alt-backspace"] "Delete the word before";
    pane    DeleteWordForward "type.delete-word-forward" Typing [Typing] ["ctrl-delete" "alt-d"] "Delete the word after";
    pane    DeleteLine      "type.delete-line"  Typing   [Typing]        ["ctrl-u"]             "Delete all before";
    pane    DeleteToEnd     "type.delete-to-end" Typing  [Typing]        ["ctrl-k"]             "Delete all after";

    pane    BoxMark         "box.mark"          Typing   [Box]           ["tab"]                "Mark the hit, or take the mark away";
    pane    BoxPin          "box.pin"           Typing   [Box]           ["ctrl-x"]             "Pin what is marked, or the filters typed, or the hit";
    pane    BoxHistory      "box.history"       Typing   [Box]           ["ctrl-r"]             "What was asked before";
    pane    BoxGroup        "box.group"         Typing   [Box]           ["ctrl-g"]             "Group the hits by what they are, or mix them";
    pane    BoxWeak         "box.weak"          Typing   [Box]           ["ctrl-t"]             "Show or hide weak hits";
    pane    ToEditor        "type.editor"       Typing   [Note]          ["ctrl-x ctrl-e"]      "Go on with the note in your own editor";
    pane    LeaveNote       "type.leave-note"   Typing   [Note]          ["ctrl-c"]             "Close the note; one that could not be saved stays as a draft";

    notes   Yes             "answer.yes"        Program  [Question Doubt] ["y"]                  "Yes";
    notes   No              "answer.no"         Program  [Question Doubt] ["n"]                  "No";
    program Reload          "reload"            Program  [Anywhere]      ["R"]                  "Read the library again";
    program Redraw          "redraw"            Program  [Anywhere Typing Question Hints] ["ctrl-l"] "Draw everything anew, whatever the terminal shows";
    program Help            "help"              Program  [Anywhere]      ["?" "f1"]             "Show these keys";
    program Mouse           "mouse"             Program  [Anywhere]      ["P"]                  "Take the mouse, or leave it to the terminal: click, wheel, select";
    program Suspend         "suspend"           Program  [Anywhere]      ["ctrl-z"]             "Suspend; `fg` comes back";
    program Quit            "quit"              Program  [Anywhere]      ["q"]                  "Close, or leave from the last pane";
    program Leave           "leave"             Program  [Anywhere Question Hints] ["ctrl-c"]   "Leave at once, with everything saved";
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
