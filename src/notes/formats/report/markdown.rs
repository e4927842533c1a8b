//! A report as Markdown. It is a block of ours, so that a library that it lies in does not take its quotes for evidence.

use super::{Report, picture};
use crate::notes::formats::markdown::own_block;
use crate::notes::formats::reference::{passage, quote_citing, reference};
use crate::text::percent::encode_component;

pub(super) fn write(report: &Report<'_>) -> String {
    let mut parts = vec![format!("# {}", report.title()), report.counts()];
    let names = report.names.iter();
    let names = names.map(|entity| format!("- **{}**: {}", entity.name, Report::about(entity)));
    parts.push(names.collect::<Vec<_>>().join("\n"));
    if let Some(svg) = picture::svg(&report.months) {
        let picture = encode_component(&svg);
        parts.push(format!(
            "![Articles by month](data:image/svg+xml,{picture})"
        ));
        parts.push(report.years());
    }
    for (head, joints) in &report.groups {
        if joints.is_empty() {
            continue;
        }
        parts.push(format!("## {head}"));
        parts.extend(joints.iter().map(|joint| {
            let words = joint.words();
            let origin = passage(words.as_str(), joint.article);
            quote_citing(words.as_str(), &origin, &joint.cited).to_string()
        }));
    }
    parts.push("## Articles".to_owned());
    let articles = report.articles.iter();
    let articles = articles.map(|article| format!("- {}", reference(article)));
    parts.push(articles.collect::<Vec<_>>().join("\n"));
    own_block("report", &(parts.join("\n\n") + "\n"))
}
