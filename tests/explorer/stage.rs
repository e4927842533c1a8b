//! A whole app on a drawn stage: press, draw, look, take effects. Nothing sleeps: what threads do in
//! the program is done here on the calling thread.

use std::collections::BTreeSet;
use std::sync::{Arc, LazyLock};

use postil::app::message::{Effect, Input, Message, Moment};
use postil::app::state::{App, Settings};
use postil::input::action::Action;
use postil::input::key::{Key, sequence};
use postil::input::keymap::Keymap;
use postil::input::mouse::Mouse;
use postil::input::mouse::{Gesture, Pointer};
use postil::library::contents::Library;
use postil::library::reading_position::ReadingPositions;
use postil::names::pipeline::Names;
use postil::notes::annotation::{AnnotationId, Palette, Revision};
use postil::notes::notebook::Notebook;
use postil::panes::pane_id::PaneId;
use postil::runtime::load;
use postil::runtime::loader::LibraryLoader;
use postil::runtime::searcher::Searcher;
use postil::search::bodies::DEFAULT_MEMORY;
use postil::store::library_files::LibraryFiles;
use postil::store::locate_annotations::AnnotationLocator;
use postil::ui::symbols::UNICODE;
use postil::ui::theme::{Role, Theme};
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

/// The bundled library, read once for all tests.
static SEEDS: LazyLock<Arc<Library>> = LazyLock::new(|| {
    let names = Names::embedded().unwrap();
    Arc::new(load::whole(&LibraryFiles::Bundled, names))
});

/// A running app with nobody at the terminal.
pub struct Stage {
    pub app: App,
    shelf: LibraryFiles,
    searcher: Searcher,
    locator: AnnotationLocator,
    /// What was saved, as the keeper would know it.
    kept: Notebook,
    /// Made when a name is put right for the first time.
    loader: Option<LibraryLoader>,
    keymap: Keymap,
    effects: Vec<Effect>,
    /// Where the app wanted articles remembered to have been left.
    pub stops: ReadingPositions,
    /// The one among them that came last.
    pub left: Option<(String, u32)>,
    /// Revisions that the app wanted saved.
    pub saved: Vec<Revision>,
    /// How often something was saved: each time was another second.
    seconds: u32,
    /// The milliseconds since the start, and how much of it passes from one message to the next.
    elapsed: u64,
    pub step: u64,
    area: Rect,
}

impl Stage {
    /// The bundled library in a window of that size, as the program shows it after its start.
    pub fn seeds(width: u16, height: u16) -> Self {
        Self::seeds_in(Theme::letters(), width, height)
    }

    /// The same in a theme.
    pub fn seeds_in(theme: Theme, width: u16, height: u16) -> Self {
        Self::over(
            LibraryFiles::Bundled,
            Arc::clone(&SEEDS),
            theme,
            (width, height),
        )
    }

    /// A library in a window, in a theme.
    pub fn over(
        shelf: LibraryFiles,
        library: Arc<Library>,
        theme: Theme,
        size: (u16, u16),
    ) -> Self {
        let mut stage = Self::unbegun(shelf, &library, theme, size);
        stage.send(Message::ReadBefore(ReadingPositions::default()));
        stage.send(Message::Library(library));
        stage.effects.clear();
        stage
    }

    /// A program that has not heard yet of its library, nor of what was read before.
    pub fn unbegun(
        shelf: LibraryFiles,
        library: &Arc<Library>,
        theme: Theme,
        size: (u16, u16),
    ) -> Self {
        let keymap = Keymap::of_table().unwrap();
        let app = App::new(Settings {
            keymap: keymap.clone(),
            theme,
            symbols: UNICODE,
            name: "bundled library".into(),
            greeting: "".into(),
            creator: "ada".to_owned(),
            palette: Palette::default(),
            filters: std::collections::BTreeMap::default(),
            mouse: Mouse::Off,
        });
        let area = Rect::new(0, 0, size.0, size.1);
        let mut locator = AnnotationLocator::new(shelf.clone());
        locator.set_library(Arc::clone(library));
        let mut stage = Self {
            app,
            locator,
            kept: Notebook::default(),
            shelf,
            searcher: Searcher::with_memory(DEFAULT_MEMORY),
            loader: None,
            keymap,
            effects: Vec::new(),
            stops: ReadingPositions::default(),
            left: None,
            saved: Vec::new(),
            seconds: 1,
            elapsed: 0,
            step: 1_000,
            area,
        };
        stage.send(Message::Input(vec![Input::Resize(size.0, size.1)]));
        stage
    }

    /// Resizes the window.
    pub fn size(&mut self, width: u16, height: u16) -> &mut Self {
        self.area = Rect::new(0, 0, width, height);
        self.send(Message::Input(vec![Input::Resize(width, height)]));
        self
    }

    /// Finds words in the pane with the keyboard: in the text, or among the rows.
    pub fn find(&mut self, words: &str) -> &mut Self {
        self.press("find.here")
            .type_text(words)
            .press("type.accept")
    }

    /// Runs a command by its name: presses the first of its keys that means it here.
    pub fn press(&mut self, name: &str) -> &mut Self {
        let action = Action::named(name).unwrap_or_else(|| panic!("no command is called {name}"));
        let context = self.app.context();
        let keys = self
            .keymap
            .keys_of(action)
            .into_iter()
            .map(|keys| sequence(&keys).unwrap());
        let means = |keys: &Vec<Key>| {
            matches!(self.keymap.answer(context, keys),
                postil::input::keymap::Answer::Run(command) if command.action == action)
        };
        let keys = keys
            .into_iter()
            .find(means)
            .unwrap_or_else(|| panic!("{name} has no key in {context:?}"));
        self.send(Message::Input(keys.into_iter().map(Input::Key).collect()));
        self
    }

    /// Presses keys as they are written in the table.
    pub fn keys(&mut self, keys: &str) -> &mut Self {
        for key in sequence(keys).unwrap() {
            self.send(Message::Input(vec![Input::Key(key)]));
        }
        self
    }

    /// Types letters.
    pub fn type_text(&mut self, text: &str) -> &mut Self {
        for c in text.chars() {
            self.send(Message::Input(vec![Input::Key(Key::char(c))]));
        }
        self
    }

    /// Pastes a text.
    pub fn paste(&mut self, text: &str) -> &mut Self {
        self.send(Message::Input(vec![Input::Paste(text.to_owned())]));
        self
    }

    /// Takes in revisions as the keeper would that found them on disk.
    pub fn receive(&mut self, fresh: Vec<Revision>) {
        for revision in &fresh {
            self.kept.insert(revision.clone());
        }
        let touched = touched(&fresh);
        let damaged = Vec::new();
        self.send(Message::Revisions { fresh, damaged });
        let changes = self.locator.locate_changed(&self.kept, &touched);
        self.send(Message::Placed(changes));
    }

    /// Does something with the mouse at a cell of the window, which may lie outside of it.
    pub fn mouse(&mut self, gesture: Gesture, column: u16, row: u16) -> &mut Self {
        self.send(Message::Input(vec![Input::Mouse(Pointer {
            column,
            row,
            gesture,
        })]));
        self
    }

    /// Clicks on a cell.
    pub fn click(&mut self, (column, row): (u16, u16)) -> &mut Self {
        self.mouse(Gesture::Press, column, row)
            .mouse(Gesture::Release, column, row)
    }

    /// The cell where a text begins that the frame shows; the first where it does so often.
    pub fn cell_of(&self, text: &str) -> (u16, u16) {
        let frame = self.frame();
        let mut rows = frame.lines().zip(0..);
        let found = rows.find_map(|(row, y)| Some((row.split_once(text)?.0.chars().count(), y)));
        let (x, y) = found.unwrap_or_else(|| panic!("{text} is not shown:\n{frame}"));
        (u16::try_from(x).unwrap(), y)
    }

    /// Opens the article whose title begins so.
    pub fn open(&mut self, title: &str) -> &mut Self {
        self.press("find.all")
            .type_text(&format!("a:{title}"))
            .press("type.accept")
    }

    /// What the app asked of the world since the last time, but for what the stage does itself.
    pub fn effects(&mut self) -> Vec<Effect> {
        std::mem::take(&mut self.effects)
    }

    /// The pane that has the keyboard.
    pub fn keyboard(&self) -> PaneId {
        self.app.keyboard()
    }

    /// The frame as text.
    pub fn frame(&self) -> String {
        rows(&self.buffer(), |cell| cell.symbol().to_owned())
    }

    /// The frame with the letter of its role for every cell; running text is left blank.
    pub fn roles(&self) -> String {
        rows(&self.buffer(), |cell| {
            match Role::of_letters(cell.style()) {
                None | Some(Role::Text) => " ".to_owned(),
                Some(role) => role.letter().to_string(),
            }
        })
    }

    /// The frame as cells.
    pub fn buffer(&self) -> Buffer {
        let mut buffer = Buffer::empty(self.area);
        self.app.draw(&mut buffer);
        buffer
    }

    /// Whether the frame shows a text, on one row.
    pub fn shows(&self, text: &str) -> bool {
        self.frame().lines().any(|row| row.contains(text))
    }

    /// Sends a message and does what the app asks for.
    pub fn send(&mut self, message: Message) {
        let effects = self.update(message);
        self.perform(effects);
    }

    /// Sends a message; what the app asks for is the caller's to perform.
    pub fn update(&mut self, message: Message) -> Vec<Effect> {
        self.elapsed += self.step;
        let moment = Moment {
            at: format!("2026-01-01T00:00:{:02}Z", self.seconds),
            elapsed: self.elapsed,
            id: id(self.seconds),
        };
        let effects = self.app.update(message, moment);
        self.app.drawn(self.elapsed);
        effects
    }

    /// Does what the app asked for.
    pub fn perform(&mut self, mut effects: Vec<Effect>) {
        while !effects.is_empty() {
            let effect = effects.remove(0);
            let answer = match &effect {
                Effect::Open {
                    article,
                    comments,
                    most,
                } => Some(load::open(
                    &self.shelf,
                    self.app.library(),
                    *article,
                    *comments,
                    *most,
                )),
                Effect::Know => {
                    self.searcher.set_library(self.app.library());
                    None
                }
                Effect::Ask { question, number } => {
                    let hits = self.searcher.ask(question, || false, |_| ()).unwrap();
                    Some(Message::Hits {
                        number: *number,
                        hits: Arc::new(hits),
                    })
                }
                Effect::List(question) => Some(Message::Listed(question.answer())),
                Effect::LetGo(_) => None,
                Effect::Curate(curation) => {
                    let loader = self.loader.get_or_insert_with(|| {
                        let names = Names::embedded().unwrap();
                        let library = Library::clone(self.app.library());
                        LibraryLoader::new(self.shelf.clone(), names, library)
                    });
                    Some(loader.curate(curation.clone()))
                }
                Effect::Left { path, at } => {
                    self.stops.insert(path.clone(), *at);
                    self.left = Some((path.clone(), *at));
                    None
                }
                Effect::Save(revisions) => {
                    self.seconds += 1;
                    self.saved.extend(revisions.clone());
                    for revision in revisions {
                        self.kept.insert(revision.clone());
                        let saved = self.update(Message::Saved {
                            revision: revision.id,
                            elsewhere: None,
                        });
                        effects.extend(saved);
                    }
                    let touched = touched(revisions);
                    let changes = self.locator.locate_changed(&self.kept, &touched);
                    Some(Message::Placed(changes))
                }
                Effect::KnowAnnotations(items) => {
                    self.searcher.set_annotations(items.clone());
                    None
                }
                _ => {
                    self.effects.push(effect);
                    None
                }
            };
            effects.extend(answer.map(|answer| self.update(answer)).unwrap_or_default());
        }
    }
}

/// The annotations of revisions.
fn touched(revisions: &[Revision]) -> BTreeSet<AnnotationId> {
    let ids = revisions.iter().map(|revision| revision.annotation.id);
    ids.collect()
}

/// The name of an annotation, one that sorts by its number as names of the program do by time.
pub fn id(number: u32) -> AnnotationId {
    AnnotationId::parse(&format!("00000000-0000-7000-8000-{number:012x}")).unwrap()
}

fn rows(buffer: &Buffer, show: impl Fn(&ratatui::buffer::Cell) -> String) -> String {
    let mut text = String::new();
    for y in buffer.area.top()..buffer.area.bottom() {
        let row: String = (buffer.area.left()..buffer.area.right())
            .map(|x| show(&buffer[(x, y)]))
            .collect();
        text.push_str(row.trim_end());
        text.push('\n');
    }
    text
}
