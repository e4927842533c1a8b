//! Sources of a library: one for each page, with every citation of it.

use std::cmp::Reverse;
use std::collections::{BTreeSet, HashMap};
use std::sync::{Arc, OnceLock};

use crate::clip::article::Article;
use crate::clip::article_set::ArticleSet;
use crate::clip::citation::{Citation, CitationRef, Source};
use crate::clip::facts::Facts;
use crate::library::contents::Library;
use crate::library::contents::context::Evidence;
use crate::text::clean::SafeText;
use crate::text::range::ArticleId;
use crate::web::address;

/// Pages by the [key](address::key) of their address.
#[derive(Clone, Debug, Default)]
pub struct Sources {
    list: Vec<Arc<Source>>,
    by_key: HashMap<Arc<str>, u32>,
    /// Which articles were clipped from which source.
    clips: BTreeSet<(u32, ArticleId)>,
    /// What is cited, site by site, once that was asked for since it changed.
    by_site: OnceLock<Vec<Vec<u32>>>,
}

impl Sources {
    /// Takes in the citations of an article, and what it was clipped from.
    pub(super) fn add(&mut self, article: &Article) {
        self.by_site.take();
        for (at, citation) in numbered(article) {
            let source = self.entry(&citation.url, &citation.site);
            Arc::make_mut(&mut self.list[source as usize]).add(at, &citation.anchor);
        }
        if let Some(own) = &article.head.source {
            let own = address::clean(own);
            let source = self.entry(&own, &address::site(&own));
            self.clips.insert((source, article.id));
            self.set_clip(source);
        }
    }

    /// Takes out what [`Sources::add`] took in.
    pub(super) fn remove(&mut self, article: &Article) {
        self.by_site.take();
        for (at, citation) in numbered(article) {
            if let Some(source) = self.number(&citation.url) {
                Arc::make_mut(&mut self.list[source as usize]).remove(at, &citation.anchor);
            }
        }
        let own = article.head.source.as_deref().map(address::clean);
        if let Some(source) = own.and_then(|own| self.number(&own)) {
            self.clips.remove(&(source, article.id));
            self.set_clip(source);
        }
    }

    /// Says of a source which article was clipped from it: of several the first.
    fn set_clip(&mut self, source: u32) {
        let of_source = (source, ArticleId(0))..(source + 1, ArticleId(0));
        let first = self.clips.range(of_source).next();
        Arc::make_mut(&mut self.list[source as usize]).article = first.map(|(_, article)| *article);
    }

    /// The number of the source of that clean address.
    fn number(&self, url: &str) -> Option<u32> {
        self.by_key.get(address::key(url)).copied()
    }

    /// The number of the source of that clean address, made where it is new.
    fn entry(&mut self, url: &str, site: &SafeText) -> u32 {
        if let Some(at) = self.by_key.get(address::key(url)) {
            let known = &mut self.list[*at as usize];
            if is_better(url, &known.url) {
                let known = Arc::make_mut(known);
                url.clone_into(&mut known.url);
                known.site = site.clone();
            }
            return *at;
        }
        let at = self.list.len() as u32;
        self.by_key.insert(address::key(url).into(), at);
        self.list.push(Arc::new(Source {
            url: url.to_owned(),
            site: site.clone(),
            article: None,
            anchors: Vec::new(),
            citations: Vec::new(),
            articles: ArticleSet::default(),
        }));
        at
    }

    /// What is cited, site by site; of sites and of the pages of a site first those that are cited
    /// most often, then by name.
    pub(super) fn by_site(&self) -> &[Vec<u32>] {
        self.by_site.get_or_init(|| {
            let source = |at: &u32| &self.list[*at as usize];
            let citations = |at: &u32| source(at).citations.len();
            let all = 0..self.list.len() as u32;
            let mut cited: Vec<u32> = all.filter(|at| citations(at) > 0).collect();
            cited.sort_by_cached_key(|at| {
                (
                    source(at).site.as_str(),
                    Reverse(citations(at)),
                    source(at).url.as_str(),
                )
            });
            let sites = cited.chunk_by(|a, b| source(a).site == source(b).site);
            let mut sites: Vec<Vec<u32>> = sites.map(<[u32]>::to_vec).collect();
            sites.sort_by_cached_key(|site| Reverse(site.iter().map(citations).sum::<usize>()));
            sites
        })
    }

    /// The articles that cite the source of that number or were clipped from it.
    fn articles_of(&self, at: u32) -> ArticleSet {
        let mut articles = self.list[at as usize].articles.clone();
        for (_, clip) in self.clips.range((at, ArticleId(0))..(at + 1, ArticleId(0))) {
            articles.insert(*clip);
        }
        articles
    }

    fn get(&self, url: &str) -> Option<&Arc<Source>> {
        self.list.get(self.number(url)? as usize)
    }
}

/// Whether one of two addresses of a page is to be shown rather than the other: that of the page itself, and that which
/// is safe on its way.
fn is_better(url: &str, than: &str) -> bool {
    let rank = |url: &str| (address::is_plain(url), url.starts_with("https:"));
    rank(url) > rank(than)
}

/// The citations of an article with their numbers.
fn numbered(article: &Article) -> impl Iterator<Item = (CitationRef, &Citation)> {
    let at = |citation| CitationRef {
        article: article.id,
        citation,
    };
    (0..).map(at).zip(&article.citations)
}

impl Library {
    /// The sources of all articles whose links are known.
    pub(super) fn all_sources(&self) -> &Sources {
        self.sources.get_or_init(|| {
            let mut sources = Sources::default();
            let known = self.articles.iter();
            let known = known.filter(|article| article.facts != Facts::Listed);
            known.for_each(|article| sources.add(article));
            Arc::new(sources)
        })
    }

    /// Pages that articles cite, in the order in which they were first seen.
    pub fn sources(&self) -> impl Iterator<Item = &Source> {
        self.all_sources()
            .list
            .iter()
            .map(Arc::as_ref)
            .filter(|source| !source.citations.is_empty())
    }

    /// The same, site by site; of sites and of the pages of a site first those that are cited most
    /// often, then by name.
    pub fn sources_by_site(&self) -> impl Iterator<Item = impl Iterator<Item = &Arc<Source>>> {
        let all = &self.all_sources().list;
        let sites = self.all_sources().by_site().iter();
        sites.map(move |site| site.iter().map(|at| &all[*at as usize]))
    }

    /// Pages that articles were clipped from, cited or not.
    pub fn clipped_sources(&self) -> impl Iterator<Item = &Source> {
        self.all_sources()
            .list
            .iter()
            .map(Arc::as_ref)
            .filter(|source| source.article.is_some())
    }

    /// The source of an address, as anybody wrote it.
    pub fn source(&self, address: &str) -> Option<&Source> {
        let sources = self.all_sources();
        let known = sources.get(address);
        known
            .or_else(|| sources.get(&address::clean(address)))
            .map(Arc::as_ref)
    }

    /// The articles that cite the page of an address or were clipped from it.
    pub fn articles_of_page(&self, address: &str) -> ArticleSet {
        let sources = self.all_sources();
        let at = sources.number(&address::clean(address));
        at.map_or_else(ArticleSet::default, |at| sources.articles_of(at))
    }

    /// The articles that cite a page of a site or were clipped from one, by whether a site is meant.
    pub fn articles_of_sites(&self, is_meant: impl Fn(&str) -> bool) -> ArticleSet {
        let mut articles = ArticleSet::default();
        let sources = self.all_sources();
        for (at, source) in (0..).zip(&sources.list) {
            if is_meant(source.site.as_str()) {
                articles.add(&sources.articles_of(at));
            }
        }
        articles
    }

    /// The pages that an article cites, with how often it does, in the order of the text.
    pub fn sources_in(&self, id: ArticleId) -> Vec<(&Arc<Source>, u32)> {
        let mut found: Vec<(&Arc<Source>, u32)> = Vec::new();
        let mut known: HashMap<&str, usize> = HashMap::new();
        for citation in self
            .article(id)
            .into_iter()
            .flat_map(|article| &article.citations)
        {
            let key = address::key(&citation.url);
            if let Some(at) = known.get(key) {
                found[*at].1 += 1;
            } else if let Some(source) = self.all_sources().get(&citation.url) {
                known.insert(key, found.len());
                found.push((source, 1));
            }
        }
        found
    }

    /// A citation and where it stands.
    pub fn citation(&self, at: CitationRef) -> Option<(&Citation, Evidence<'_>)> {
        let article = self.article(at.article)?;
        let citation = article.citations.get(at.citation as usize)?;
        Some((
            citation,
            Evidence::new(article, citation.text, citation.source),
        ))
    }

    /// Every citation of a source, by article and place.
    pub fn citations_of<'a>(
        &'a self,
        source: &'a Source,
    ) -> impl Iterator<Item = (&'a Citation, Evidence<'a>)> {
        source.citations.iter().filter_map(|at| self.citation(*at))
    }
}
