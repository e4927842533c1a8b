//! The letters that stand for a state after a town in addresses of the United States: "Arlington, VA".

use crate::clip::entity::Kind;
use crate::names::rules::merge::Found;
use crate::names::tokens::Case;
use crate::names::tokens::token_view::Reading;

/// Codes of the postal service with the states' names.
const STATES: &str = "AL Alabama;AK Alaska;AZ Arizona;AR Arkansas;CA California;CO Colorado;CT Connecticut;DE Delaware;\
    FL Florida;GA Georgia;HI Hawaii;ID Idaho;IL Illinois;IN Indiana;IA Iowa;KS Kansas;KY Kentucky;LA Louisiana;\
    ME Maine;MD Maryland;MA Massachusetts;MI Michigan;MN Minnesota;MS Mississippi;MO Missouri;MT Montana;NE Nebraska;\
    NV Nevada;NH New Hampshire;NJ New Jersey;NM New Mexico;NY New York;NC North Carolina;ND North Dakota;OH Ohio;\
    OK Oklahoma;OR Oregon;PA Pennsylvania;RI Rhode Island;SC South Carolina;SD South Dakota;TN Tennessee;TX Texas;\
    UT Utah;VT Vermont;VA Virginia;WA Washington State;WV West Virginia;WI Wisconsin;WY Wyoming";

/// What was found, where it is such letters after a place: the state, whatever else they may mean.
pub fn state(reading: &Reading<'_>, found: &Found, before: Option<&Found>) -> Option<Found> {
    let at = found.tokens.start;
    let after_town = at >= 2
        && found.tokens.len() == 1
        && reading.case(at) == Case::Upper
        && reading.word(at - 1) == ","
        && before.is_some_and(|town| town.kind == Kind::Place && town.tokens.end == at - 1);
    if !after_town {
        return None;
    }
    let name = STATES
        .split(';')
        .find_map(|state| state.strip_prefix(reading.word(at))?.strip_prefix(' '))?;
    Some(Found {
        tokens: found.tokens.clone(),
        kind: Kind::Place,
        name: Some(name.to_owned()),
    })
}

#[cfg(test)]
mod tests {
    use crate::clip::entity::Kind;
    use crate::names::pipeline::Names;

    #[test]
    fn letters_after_a_town_are_its_state() {
        let text = "The Department of Veterans Affairs (VA) met in Arlington, VA on Monday.\nThe VA said so.";
        let found: Vec<(Kind, String)> = Names::embedded()
            .unwrap()
            .tag(text)
            .into_iter()
            .filter(|span| span.end - span.start == 2)
            .map(|span| (span.kind, span.name))
            .collect();
        let body = (
            Kind::Organisation,
            "Department of Veterans Affairs".to_owned(),
        );
        assert_eq!(
            found,
            [body.clone(), (Kind::Place, "Virginia".to_owned()), body]
        );
    }
}
