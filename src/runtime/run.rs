//! The loop: sleep until something happens, update, do the effects, draw if a frame is owed.

use std::io::{self, IsTerminal};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::thread;
use std::time::Instant;

use crate::app::annotations::subject::Subject;
use crate::app::message::{Effect, Input, Message};
use crate::app::state::{App, Settings};
use crate::runtime::annotation_worker::AnnotationTask;
use crate::runtime::clipboard::{Copied, copy};
use crate::runtime::clock::Clock;
use crate::runtime::frame_pacing::FramePacer;
use crate::runtime::lister::ListTask;
use crate::runtime::loader::queue::LoaderTask;
use crate::runtime::searcher::SearchTask;
use crate::runtime::stderr::say;
use crate::runtime::workers::Workers;
use crate::runtime::{browser, editor, keyboard, signals, terminal};
use crate::store::library_files::LibraryFiles;
use crate::text::clean::SafeText;
use terminal::TerminalScreen;

/// Runs the explorer over a library until the reader leaves; gives back the status to end with.
/// The texts of articles may take `memory` bytes for searching.
///
/// # Errors
/// When the terminal cannot be taken, read or written.
pub fn explore(library_files: &LibraryFiles, settings: Settings, memory: usize) -> io::Result<u8> {
    terminal::put_back_on_panic();
    let (out, inbox) = channel();
    signals::watch(out.clone())?;
    let mut screen = TerminalScreen::take()?;
    let (width, height) = screen.size()?;
    screen.listen(settings.mouse)?;
    let palette = settings.palette.clone();
    let mut app = App::new(settings);
    let clock = Clock::start();
    app.update(
        Message::Input(vec![Input::Resize(width, height)]),
        clock.moment(),
    );
    let workers = Workers::start(library_files, palette, memory, &out);
    screen.draw(&app)?;
    let permits = start_keyboard(out);
    let mut run = Run {
        app,
        clock,
        screen,
        workers,
        permits,
        inbox,
        pace: FramePacer::drawn(Instant::now()),
        not_saved: Vec::new(),
    };
    let status = run.until_finished();
    // A terminal that is gone fails before it is said to be.
    let status = status.or_else(|error| run.told_to_leave().ok_or(error));
    let all_saved = run.finish();
    let status = status?;
    Ok(if all_saved { status } else { status.max(1) })
}

/// Whether the explorer can be shown at all: both ends are a terminal that can move its cursor.
pub fn has_terminal() -> bool {
    let dumb = std::env::var_os("TERM").is_none_or(|term| term == "dumb");
    io::stdin().is_terminal() && io::stdout().is_terminal() && !dumb
}

fn start_keyboard(out: Sender<Message>) -> Sender<()> {
    let (permits, permitted) = channel();
    thread::spawn(move || {
        if let Err(error) = keyboard::read(&permitted, &out) {
            let words = SafeText::line(&format!("The terminal cannot be read: {error}"));
            let _ = out.send(Message::Say(words));
            let _ = out.send(Message::Leave(1));
        }
    });
    permits
}

/// The running program.
struct Run {
    app: App,
    clock: Clock,
    screen: TerminalScreen,
    workers: Workers,
    permits: Sender<()>,
    inbox: Receiver<Message>,
    pace: FramePacer,
    /// What could not be saved, as it was said after the reader had left.
    not_saved: Vec<SafeText>,
}

impl Run {
    fn until_finished(&mut self) -> io::Result<u8> {
        self.permit();
        loop {
            if let Some(status) = self.app.finished() {
                return Ok(status);
            }
            let Some(batch) = self.pace.wait(&self.inbox) else {
                return Ok(0);
            };
            let prompted = batch.iter().any(Message::is_prompted);
            for message in batch {
                let keys = matches!(message, Message::Input(_));
                self.take(message)?;
                if keys && self.app.finished().is_none() {
                    // Only now, with the terminal back in our hands, may the keyboard be read again;
                    // what is typed after leaving is for the shell.
                    self.permit();
                }
            }
            if self.pace.draws(&mut self.app, prompted) && self.app.finished().is_none() {
                self.screen.draw(&self.app)?;
                self.app.drawn(self.clock.elapsed());
                self.pace = FramePacer::drawn(Instant::now());
            }
        }
    }

    /// The status with which the program was told to leave, if it was.
    fn told_to_leave(&mut self) -> Option<u8> {
        while let Ok(message) = self.inbox.recv_timeout(signals::FENCE) {
            match message {
                Message::Leave(status) => return Some(status),
                Message::NotSaved { reason, .. } => self.not_saved.push(reason),
                _ => {}
            }
        }
        None
    }

    fn permit(&self) {
        // A keyboard thread that is gone has said so.
        let _ = self.permits.send(());
    }

    fn take(&mut self, message: Message) -> io::Result<()> {
        if matches!(message, Message::Resized) {
            return self.take_size();
        }
        if let Message::NotSaved { reason, .. } = &message
            && self.app.finished().is_some()
        {
            self.not_saved.push(reason.clone());
            return Ok(());
        }
        for effect in self.app.update(message, self.clock.moment()) {
            self.perform(effect)?;
        }
        Ok(())
    }

    fn perform(&mut self, effect: Effect) -> io::Result<()> {
        match effect {
            Effect::Open {
                article,
                comments,
                most,
            } => {
                self.workers
                    .open(self.app.library(), article, comments, most);
            }
            Effect::Know => self.workers.set_library(self.app.library()),
            Effect::KnowAnnotations(items) => {
                self.workers.search(SearchTask::SetAnnotations(items));
            }
            Effect::Ask { question, number } => {
                self.workers.search(SearchTask::Ask(question, number));
            }
            Effect::List(question) => self.workers.list(ListTask::Answer(question)),
            Effect::LetGo(bulk) => self.workers.list(ListTask::LetGo(bulk)),
            Effect::Reload => self.workers.load(LoaderTask::Read),
            Effect::Curate(curation) => self.workers.load(LoaderTask::Curate(curation)),
            Effect::Save(revisions) => self.workers.annotate(AnnotationTask::Save(revisions)),
            Effect::Typed(draft) => {
                let words = match self.workers.typed(&draft) {
                    Ok(false) => return Ok(()),
                    Ok(true) => "Typing is kept again".to_owned(),
                    Err(reason) => format!("Typing is not kept: {reason}"),
                };
                self.take(Message::Say(SafeText::line(&words)))?;
            }
            Effect::KeepDraft(draft) => {
                if let Err(reason) = self.workers.keep_draft(&draft) {
                    self.take(Message::DraftKept(Err(reason)))?;
                }
            }
            Effect::Export(export) => self.workers.annotate(AnnotationTask::Export(export)),
            Effect::Import(path) => self.workers.annotate(AnnotationTask::Import(path)),
            Effect::Written => self.workers.written(),
            Effect::Edit { subject, text } => self.edit(subject, &text)?,
            Effect::Left { path, at } => self.workers.annotate(AnnotationTask::Left { path, at }),
            Effect::Marked(path, marks) => {
                self.workers.annotate(AnnotationTask::Marked(path, marks));
            }
            Effect::Pinned(filter) => self.workers.annotate(AnnotationTask::Pinned(filter)),
            Effect::Title(title) => self.screen.title(title.shown())?,
            Effect::Copy(text) => self.copy(&text)?,
            Effect::Browse(address) => self.browse(&address)?,
            Effect::Redraw => self.screen.forget(),
            Effect::Mouse(mouse) => self.screen.listen(mouse)?,
            Effect::Suspend => self.suspend()?,
        }
        Ok(())
    }

    fn copy(&mut self, text: &SafeText) -> io::Result<()> {
        let words = match copy(text.shown()) {
            Ok(Copied::Whole) => return Ok(()),
            Ok(Copied::Cut(bytes)) => {
                format!("Copied the first {bytes} bytes: the terminal takes no more")
            }
            Err(error) => format!("Not copied: {error}"),
        };
        self.take(Message::Say(SafeText::line(&words)))
    }

    /// Where no browser can be seen the address is copied and shown whole.
    fn browse(&mut self, address: &str) -> io::Result<()> {
        let words = match browser::open(address) {
            browser::BrowserOutcome::Started => return Ok(()),
            browser::BrowserOutcome::Failed(error) => format!("The browser did not start: {error}"),
            browser::BrowserOutcome::Nowhere => {
                let text = SafeText::line(address);
                self.copy(&text)?;
                format!("No browser here; copied {address}")
            }
        };
        self.take(Message::Say(SafeText::line(&words)))
    }

    fn suspend(&mut self) -> io::Result<()> {
        if !signals::can_stop() {
            let words = "Not suspended: there is no shell here that could continue it";
            return self.take(Message::Say(words.into()));
        }
        self.screen.lend(signals::stop)?;
        self.take_size()
    }

    /// Takes in the size that the window has now, however often it changed on the way.
    fn take_size(&mut self) -> io::Result<()> {
        let (width, height) = self.screen.size()?;
        self.take(Message::Input(vec![Input::Resize(width, height)]))
    }

    /// Nobody reads the keyboard while the editor has the terminal, because no permit is given.
    fn edit(&mut self, subject: Box<Subject>, text: &str) -> io::Result<()> {
        let mut edited = None;
        let file = self.workers.lent();
        self.screen
            .lend(|| edited = Some(editor::edit(text, file)))?;
        self.take_size()?;
        for message in signals::since(&self.inbox) {
            self.take(message)?;
        }
        match edited {
            Some(edited) => self.take(Message::Edited { subject, edited }),
            None => Ok(()),
        }
    }

    /// Puts the terminal back, waits for what is being saved, and says what could not be; answers
    /// whether everything was saved.
    fn finish(self) -> bool {
        let Self {
            screen,
            workers,
            inbox,
            mut not_saved,
            ..
        } = self;
        // What is owed is written down before the terminal is touched, which may not answer any more.
        let left = workers.finish();
        drop(screen);
        for message in inbox.try_iter() {
            if let Message::NotSaved { reason, .. } = message {
                not_saved.push(reason);
            }
        }
        for reason in &not_saved {
            say(&format!("NOT SAVED: {reason}"));
        }
        if left > 0 {
            say(&format!(
                "NOT SAVED: {left} annotations, because the disk does not answer"
            ));
        }
        not_saved.is_empty() && left == 0
    }
}
