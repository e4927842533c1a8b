//! The library that a verb works on: which one it is, and reading it.

use std::collections::HashMap;
use std::io::{IsTerminal, Write};
use std::ops::BitOr;
use std::path::{Path, PathBuf};
use std::sync::{Arc, OnceLock};
use std::time::{Duration, Instant};

use anyhow::{Context, bail};
use clap::Args;

use crate::clip::article::Article;
use crate::clip::article_set::ArticleSet;
use crate::clip::facts::Facts;
use crate::library::contents::Library;
use crate::library::correction::Curation;
use crate::library::reading_position::ReadingPositions;
use crate::names::pipeline::Names;
use crate::names::user_names::Added;
use crate::notes::placement::Placements;
use crate::runtime::clock;
use crate::runtime::stderr::say;
use crate::search::filter_matcher::FilterContext;
use crate::search::named_filters::{NamedFilters, named_filters};
use crate::store::article_numbers::{NumberedFile, Numbering};
use crate::store::config::Config;
use crate::store::folder::{FolderListing, FoundFile, SkipReason, Skipped};
use crate::store::library_files::LibraryFiles;
use crate::store::load::{self, ArticleReader};
use crate::store::locate_annotations::AnnotationLocator;
use crate::store::reading_log::ReadingLog;
use crate::store::user_folders::Folders;
use crate::text::clean::SafeText;
use crate::text::document::Document;
use crate::text::markdown::ReadOptions;
use crate::text::range::ArticleId;
use crate::text::{decode, markdown, path};
use crate::verbs::annotations::session::AnnotationSession;

/// Work that lasts longer than this says how far it is.
const PATIENCE: Duration = Duration::from_millis(500);

/// Which library is meant.
#[derive(Args, Debug)]
pub struct LibraryArgs {
    /// The library: a folder of clipped articles, or one file
    #[arg(
        short = 'L',
        long = "library",
        value_name = "DIR",
        global = true,
        env = "POSTIL_LIBRARY"
    )]
    pub library: Option<PathBuf>,
    /// Do without the index: compute everything anew, and keep nothing
    #[arg(long, global = true)]
    pub no_index: bool,
}

impl LibraryArgs {
    /// The library that was named, else that of the config, else the bundled one, said so.
    pub fn library_files(&self, config: &Config) -> anyhow::Result<LibraryFiles> {
        let Some(path) = self.library.as_ref().or(config.library.as_ref()) else {
            say(&format!(
                "this is the bundled library; name your own with -L DIR, $POSTIL_LIBRARY, or library: in {}",
                SafeText::line(&config.path().to_string_lossy())
            ));
            return Ok(LibraryFiles::Bundled);
        };
        // The error says of itself what is wrong, where, and what to do.
        let files = LibraryFiles::open(path)?.with_line_breaks(config.line_breaks);
        let cache = Folders::of_user().filter(|_| !self.no_index);
        Ok(files.with_index(cache.map(|folders| folders.cache.join("index"))))
    }
}

/// What must be known of a library to answer, beside what lists say of its articles.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Need {
    /// The texts of articles, with their links.
    pub texts: bool,
    /// The entities that articles name. What names them is known with the texts.
    pub entities: bool,
}

impl Need {
    /// What lists say, and no more.
    pub const LISTS: Self = Self {
        texts: false,
        entities: false,
    };
    /// The texts too.
    pub const TEXTS: Self = Self {
        texts: true,
        entities: false,
    };
    /// The entities too.
    pub const ENTITIES: Self = Self {
        texts: false,
        entities: true,
    };
    /// Everything.
    pub const ALL: Self = Self {
        texts: true,
        entities: true,
    };
}

/// What either needs.
impl BitOr for Need {
    type Output = Self;

    fn bitor(self, other: Self) -> Self {
        Self {
            texts: self.texts || other.texts,
            entities: self.entities || other.entities,
        }
    }
}

/// A library that was read to the end.
pub struct OpenLibrary {
    /// Where its files lie.
    pub library_files: LibraryFiles,
    /// Its articles, with all look-ups.
    pub library: Arc<Library>,
    /// What lies there and was not read, sorted by path.
    pub skipped: Vec<Skipped>,
    /// Its annotations, and what was put right about its names.
    pub session: AnnotationSession,
    /// The filters that have names.
    named: Arc<NamedFilters>,
    /// What was read, once it was asked for.
    reading: OnceLock<Arc<ReadingPositions>>,
    /// How many annotations articles bear, where they bear any.
    annotations: HashMap<ArticleId, usize>,
}

impl OpenLibrary {
    /// Reads of a library what is needed, and says on standard error how far it is when that takes long.
    pub fn whole(library_files: LibraryFiles, config: &Config, need: Need) -> anyhow::Result<Self> {
        let session = AnnotationSession::open(&library_files)?;
        let curation = session.notebook.curation();
        let FolderListing {
            files, mut skipped, ..
        } = library_files.list();
        let library = match need {
            Need { entities: true, .. } => {
                let kept = || kept_entities(&library_files, &files, &curation);
                let kept = if need.texts { None } else { kept() };
                kept.map_or_else(|| with_names(&library_files, &files, &curation), Ok)?
            }
            Need { texts: true, .. } => without_names(&library_files, &files, Facts::Text),
            _ => without_names(&library_files, &files, Facts::Listed),
        };
        let exports = library.exports().filter_map(|(id, _)| {
            Some(Skipped {
                path: files.get(id.0 as usize)?.path.clone(),
                reason: SkipReason::OwnExport,
            })
        });
        skipped.extend(exports);
        let annotations = session.counts(&library);
        Ok(Self {
            named: Arc::new(named_filters(&config.filters, &session.notebook)),
            library_files,
            library: Arc::new(library),
            skipped,
            session,
            reading: OnceLock::new(),
            annotations,
        })
    }

    /// Reads the texts of some articles too, with their names, where only is known what lists say of them.
    pub fn read_texts(&mut self, articles: &ArticleSet) -> anyhow::Result<()> {
        let known = articles.iter().filter_map(|id| self.library.article(id));
        let listed = known.filter(|article| article.facts < Facts::Names);
        let listed: Vec<Arc<Article>> = listed.cloned().collect();
        if listed.is_empty() {
            return Ok(());
        }
        let mut reader = ArticleReader::new(self.library_files.clone(), Names::embedded()?);
        reader.set_added(Added::new(self.session.notebook.curation().added()));
        let library = Arc::make_mut(&mut self.library);
        for articles in listed.chunks(load::HEADS) {
            let files: Vec<_> = articles
                .iter()
                .map(|article| NumberedFile::of(article))
                .collect();
            library.add(reader.batch(&files));
        }
        Ok(())
    }

    /// The articles that bear annotations.
    pub fn annotated(&self) -> ArticleSet {
        self.annotations.keys().copied().collect()
    }

    /// What filters ask for that no article says.
    pub fn filter_context(&self) -> FilterContext {
        FilterContext {
            annotated: self.annotated(),
            named: Arc::clone(&self.named),
            reading: self.reading(),
            today: clock::today(),
        }
    }

    /// What was read, and what articles were marked as; nothing where nothing of it can be known.
    pub fn reading(&self) -> Arc<ReadingPositions> {
        let load = || {
            let state = Folders::of_user()?.state;
            Some(Arc::new(ReadingLog::at(&state, &self.library_files).load()))
        };
        Arc::clone(self.reading.get_or_init(|| load().unwrap_or_default()))
    }

    /// Where every annotation is; reads the articles that bear some once more.
    pub fn placements(&self) -> Placements {
        if self.annotations.is_empty() {
            return Placements::default();
        }
        let mut locator = AnnotationLocator::new(self.library_files.clone());
        locator.set_library(Arc::clone(&self.library));
        locator.locate_all(&self.session.notebook)
    }

    /// How many annotations an article bears.
    pub fn annotations_of(&self, article: ArticleId) -> usize {
        self.annotations.get(&article).copied().unwrap_or_default()
    }
}

/// What lists say of all articles, and the entities that their names were linked to, where all that is kept.
fn kept_entities(
    library_files: &LibraryFiles,
    files: &[FoundFile],
    curation: &Curation,
) -> Option<Library> {
    let mut reader = ArticleReader::without_names(library_files.clone(), Facts::Listed);
    let kept = reader.kept(&Numbering::default().number(files));
    let mut library = Library::default();
    library.list(kept.into_iter().collect::<Option<Vec<_>>>()?);
    let linked = reader.kept_linked(library.articles(), curation)?;
    library.set_linked(linked);
    Some(library)
}

/// All articles, of each so much.
fn without_names(library_files: &LibraryFiles, files: &[FoundFile], facts: Facts) -> Library {
    let mut reader = ArticleReader::without_names(library_files.clone(), facts);
    let all = read_all(&mut reader, files);
    let mut library = Library::default();
    match facts {
        Facts::Text => library.add(all),
        _ => library.list(all),
    }
    library
}

/// All articles with their names, and the entities that these are linked to.
fn with_names(
    library_files: &LibraryFiles,
    files: &[FoundFile],
    curation: &Curation,
) -> anyhow::Result<Library> {
    let mut reader = ArticleReader::new(library_files.clone(), Names::embedded()?);
    reader.set_added(Added::new(curation.added()));
    let mut library = Library::default();
    library.add(read_all(&mut reader, files));
    let linked = reader.linked(library.articles(), curation);
    library.set_linked(linked);
    Ok(library)
}

/// Reads all articles, and says how far it is.
fn read_all(reader: &mut ArticleReader, files: &[FoundFile]) -> Vec<Arc<Article>> {
    let mut all = Vec::with_capacity(files.len());
    let mut progress = Progress::new(files.len());
    reader.batches(files, |batch| {
        progress.more(batch.len());
        all.extend(batch);
        true
    });
    progress.done();
    all
}

/// One article with its document and without its names, found by its path, its file name or its title. No other file is
/// read where the path is enough.
pub fn one(library_files: &LibraryFiles, wanted: &str) -> anyhow::Result<(Article, Document)> {
    let files = library_files.list().files;
    let is_wanted = |file: &&FoundFile| path::is_named(&file.path, Path::new(wanted));
    let found = match files.iter().find(is_wanted) {
        Some(file) => file.path.clone(),
        None => by_name(library_files, &files, wanted)?,
    };
    let article = load::article(library_files, ArticleId(0), &found, None);
    let document = document(library_files, &article);
    Ok((article, document))
}

/// The document of an article, read again; empty where its file is gone.
pub fn document(library_files: &LibraryFiles, article: &Article) -> Document {
    let bytes = library_files
        .read(&article.path)
        .map(|raw| raw.bytes)
        .unwrap_or_default();
    let reading = ReadOptions {
        line_breaks: library_files.line_breaks(),
        ..ReadOptions::default()
    };
    markdown::read_with(&decode::decode(&bytes).text, article.body, &reading)
}

/// The path of the article that a wikilink of that name would lead to.
fn by_name(
    library_files: &LibraryFiles,
    files: &[FoundFile],
    wanted: &str,
) -> anyhow::Result<PathBuf> {
    let read = OpenLibrary::whole(library_files.clone(), &Config::default(), Need::LISTS)?;
    // What is only listed is not led to.
    let mut library = Library::default();
    library.add(read.library.articles().iter().cloned());
    let Some(id) = library.resolve(wanted, ArticleId(u32::MAX)) else {
        bail!("no article of the library is at {wanted:?}, or called so");
    };
    Ok(files
        .get(id.0 as usize)
        .context("the article is gone")?
        .path
        .clone())
}

/// A count on standard error, where somebody looks at it.
struct Progress {
    total: usize,
    read: usize,
    began: Instant,
    shown: Option<Instant>,
    watched: bool,
}

impl Progress {
    fn new(total: usize) -> Self {
        let watched = std::io::stderr().is_terminal();
        Self {
            total,
            read: 0,
            began: Instant::now(),
            shown: None,
            watched,
        }
    }

    fn more(&mut self, files: usize) {
        self.read += files;
        let since = self.shown.unwrap_or(self.began).elapsed();
        if self.watched
            && since
                >= if self.shown.is_some() {
                    PATIENCE / 5
                } else {
                    PATIENCE
                }
        {
            // Whoever cannot be told how far we are is no reason to stop.
            let _ = write!(
                std::io::stderr(),
                "\rreading {} of {}",
                self.read,
                self.total
            );
            self.shown = Some(Instant::now());
        }
    }

    fn done(&self) {
        if self.shown.is_some() {
            let _ = write!(std::io::stderr(), "\r{:40}\r", "");
        }
    }
}
