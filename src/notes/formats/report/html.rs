//! A report as a page by itself: no script, nothing from elsewhere.

use super::{Report, followed, picture};
use crate::clip::article::Article;
use crate::clip::citation::Citation;
use crate::library::pair::Joint;
use crate::notes::formats::text_fragment;
use crate::text::path;

/// How the page looks: on a screen light or dark, on paper black on white.
const STYLE: &str = "\
:root{color-scheme:light dark}\
body{font:1rem/1.5 Georgia,serif;max-width:42rem;margin:2rem auto;padding:0 1rem}\
h1,h2{line-height:1.2;font-family:sans-serif}\
blockquote{margin:1.5rem 0;padding-left:1rem;border-left:.2rem solid;break-inside:avoid}\
blockquote p{margin:.3rem 0}\
.origin,.cites,.counts{font:.85rem/1.4 sans-serif}\
mark{background:none;color:inherit;font-weight:bold}\
svg{width:100%;height:auto}\
@media print{body{max-width:none;margin:0}a{color:inherit}}";

pub(super) fn write(report: &Report<'_>) -> String {
    let title = escaped(&report.title());
    let mut body = vec![
        format!("<h1>{title}</h1>"),
        format!("<p class=\"counts\">{}</p>", escaped(&report.counts())),
    ];
    let names = report.names.iter().map(|entity| {
        let about = escaped(&Report::about(entity));
        format!(
            "<li><strong>{}</strong>: {about}</li>",
            escaped(entity.name.as_str())
        )
    });
    body.push(format!("<ul>{}</ul>", names.collect::<String>()));
    if let Some(svg) = picture::svg(&report.months) {
        let years = escaped(&report.years());
        body.push(format!(
            "<figure>{svg}<figcaption class=\"counts\">{years}</figcaption></figure>"
        ));
    }
    for (head, joints) in &report.groups {
        if !joints.is_empty() {
            body.push(format!("<h2>{}</h2>", escaped(head)));
        }
        body.extend(joints.iter().map(|joint| quote(joint, report)));
    }
    body.push("<h2>Articles</h2>".to_owned());
    let articles = report.articles.iter();
    let articles = articles.map(|article| format!("<li>{}</li>", origin(article, None)));
    body.push(format!("<ol>{}</ol>", articles.collect::<String>()));
    format!(
        "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width\">\n<title>{title}</title>\n\
         <style>{STYLE}</style>\n</head>\n<body>\n{}\n</body>\n</html>\n",
        body.join("\n")
    )
}

fn quote(joint: &Joint<'_>, report: &Report<'_>) -> String {
    let section = joint
        .section()
        .map(|section| format!(" · {}", escaped(section.as_str())));
    let cites: Vec<String> = joint.cited.iter().map(|page| cited(page, report)).collect();
    let cites = match cites.as_slice() {
        [] => String::new(),
        cites => format!("<p class=\"cites\">cites {}</p>", cites.join(", ")),
    };
    format!(
        "<blockquote><p>{}</p><p class=\"origin\">— {}{}</p>{cites}</blockquote>",
        words(joint),
        origin(joint.article, Some(joint)),
        section.unwrap_or_default()
    )
}

/// The words, with the names marked.
fn words(joint: &Joint<'_>) -> String {
    let text = joint.article.text.as_str();
    let mut out = String::new();
    let mut at = joint.text.start;
    let part =
        |from: u32, to: u32| escaped(text.get(from as usize..to as usize).unwrap_or_default());
    for named in &joint.named {
        let (start, end) = (named.start.max(at), named.end.min(joint.text.end));
        if start >= end {
            continue;
        }
        out += &part(at, start);
        out.extend(["<mark>", &part(start, end), "</mark>"]);
        at = end;
    }
    out + &part(at, joint.text.end)
}

/// Authors, title and day; the title leads to the passage, or to the page. Without a page the file is named.
fn origin(article: &Article, joint: Option<&Joint<'_>>) -> String {
    let head = &article.head;
    let mut parts: Vec<String> = Vec::new();
    if !head.authors.is_empty() {
        parts.push(escaped(&head.author_line()));
    }
    let title = format!("“{}”", escaped(head.title.as_str()));
    let source = head.source.as_deref().and_then(followed);
    parts.push(match (source, joint) {
        (Some(source), Some(joint)) => {
            link(&text_fragment::link(source, joint.words().as_str()), &title)
        }
        (Some(source), None) => link(source, &title),
        (None, _) => title,
    });
    parts.extend(
        head.published
            .as_ref()
            .map(|date| escaped(date.shown().as_str())),
    );
    if source.is_none() {
        let at = joint.map(|joint| format!(":{}..{}", joint.source.start, joint.source.end));
        let path = path::written(&article.path).text + &at.unwrap_or_default();
        parts.push(format!("<code>{}</code>", escaped(&path)));
    }
    parts.join(", ")
}

fn cited(citation: &Citation, report: &Report<'_>) -> String {
    let anchor = escaped(citation.anchor.as_str());
    let page = followed(&citation.url).map_or(anchor.clone(), |url| link(url, &anchor));
    let site = escaped(citation.site.as_str());
    let state = if (report.is_clipped)(&citation.url) {
        "clipped"
    } else {
        "not clipped"
    };
    format!("{page} ({site}, {state})")
}

fn link(url: &str, inside: &str) -> String {
    format!("<a href=\"{}\">{inside}</a>", escaped(url))
}

/// A text that means nothing to HTML.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            c => out.push(c),
        }
    }
    out
}
