//! What terminals send, by terminal, and that no cutting of it and no rubbish makes a difference.

use proptest::prelude::*;

use super::*;
use crate::input::mouse::Gesture;

/// All that bytes come to, with nothing after them.
fn events(bytes: &[u8]) -> Vec<Event> {
    let mut decoder = Decoder::default();
    let mut events = Vec::new();
    decoder.feed(bytes, &mut events);
    decoder.flush(&mut events);
    events
}

/// The same as text: keys as they are written, a paste in quotes.
fn told(text: &str) -> String {
    let words = events(text.as_bytes())
        .into_iter()
        .map(|event| match event {
            Event::Key(key) => key.to_string(),
            Event::Paste { text, .. } => format!("{text:?}"),
            other => format!("{other:?}"),
        });
    words.collect::<Vec<_>>().join(" ")
}

/// What is sent, and the keys that it is.
const KEYS: &[(&str, &str)] = &[
    // Characters and controls of one byte.
    ("aGé雪 ", "a G é 雪 space"),
    (
        "\r\n\t\x7f\x08\0",
        "enter ctrl-j tab backspace ctrl-h ctrl-space",
    ),
    ("\x01\x1a\x1c\x1f", "ctrl-a ctrl-z ctrl-4 ctrl-7"),
    ("\u{9b}A", "A"),
    // ESC alone, before a key, before a sequence.
    ("\x1b", "esc"),
    ("\x1b\x1b", "esc esc"),
    (
        "\x1bb\x1b\x7f\x1b\r\x1bé",
        "alt-b alt-backspace alt-enter alt-é",
    ),
    ("\x1b\x1bb", "esc alt-b"),
    ("\x1b\x1b[A\x1b\x1bOA", "alt-up alt-up"),
    ("\x1b\x1b\x1b[A", "esc alt-up"),
    ("\x1b[", "alt-["),
    ("\x1bO", "alt-O"),
    ("\x1b]", "alt-]"),
    ("\x1b\x1b[", "esc alt-["),
    // xterm, VTE, screen and tmux.
    (
        "\x1b[A\x1b[B\x1b[C\x1b[D\x1b[H\x1b[F",
        "up down right left home end",
    ),
    (
        "\x1bOA\x1bOB\x1bOC\x1bOD\x1bOH\x1bOF",
        "up down right left home end",
    ),
    (
        "\x1b[1~\x1b[3~\x1b[4~\x1b[5~\x1b[6~",
        "home delete end pgup pgdn",
    ),
    ("\x1b[2~\x1b[E", ""),
    ("\x1b[Z", "shift-tab"),
    (
        "\x1bOP\x1bOQ\x1bOR\x1bOS\x1b[15~\x1b[17~\x1b[24~",
        "f1 f2 f3 f4 f5 f6 f12",
    ),
    (
        "\x1b[1;5D\x1b[1;5C\x1b[3;5~",
        "ctrl-left ctrl-right ctrl-delete",
    ),
    (
        "\x1b[1;2A\x1b[1;3A\x1b[1;7A\x1b[1;5P",
        "up alt-up ctrl-alt-up ctrl-f1",
    ),
    ("\x1b[1;9A", ""),
    ("\x1bO5C\x1bO1;5C", "ctrl-right ctrl-right"),
    // rxvt, also with `$` at the end.
    ("\x1b[7~\x1b[8~\x1b[11~\x1b[14~", "home end f1 f4"),
    (
        "\x1bOd\x1bOc\x1b[a\x1b[3^\x1b[3@",
        "ctrl-left ctrl-right up ctrl-delete ctrl-delete",
    ),
    ("\x1b[3$x", "delete x"),
    // The Linux console.
    ("\x1b[[A\x1b[[Ex\x1b[[x", "f1 f5 x x"),
    // The keypad of a VT100.
    (
        "\x1bOp\x1bOy\x1bOn\x1bOk\x1bOm\x1bOj\x1bOo\x1bOM\x1bOX",
        "0 9 . + - * / enter =",
    ),
    // modifyOtherKeys.
    (
        "\x1b[27;5;106~\x1b[27;2;33~\x1b[27;5;13~\x1b[27;2;9~",
        "ctrl-j ! ctrl-enter shift-tab",
    ),
    (
        "\x1b[27;5;91~\x1b[27;5;105~\x1b[27;5;109~\x1b[27;6;68~",
        "esc tab enter ctrl-d",
    ),
    // Numbers of characters, as kitty has them.
    (
        "\x1b[97u\x1b[97;5u\x1b[98;3u\x1b[27u\x1b[13u\x1b[127;3u",
        "a ctrl-a alt-b esc enter alt-backspace",
    ),
    (
        "\x1b[97;2u\x1b[49:33;2u\x1b[97;2;65u\x1b[0;;229u",
        "A ! A å",
    ),
    ("\x1b[97;1:1u\x1b[97;1:2u\x1b[97;1:3u\x1b[1;1:3A", "a a"),
    (
        "\x1b[97;65u\x1b[57399u\x1b[57414u\x1b[57419u",
        "a 0 enter up",
    ),
    ("\x1b[97;9u\x1b[57441u\x1b[57428u\x1b[1114112u", ""),
];

#[test]
fn keys_by_terminal() {
    for (sent, wanted) in KEYS {
        assert_eq!(told(sent), *wanted, "{sent:?}");
    }
}

#[test]
fn what_is_no_key_is_dropped_whole() {
    let long = format!("\x1b]52;c;{}\x07", "A".repeat(1 << 20));
    let numbers = format!("\x1b[{}m", "1;".repeat(1 << 12));
    let table = [
        // Control strings of every kind, by either end, whole and broken off.
        "\x1b]0;a title\x07",
        "\x1b]l a title\x1b\\",
        "\x1bP1$r0m\x1b\\",
        "\x1b_Gi=31;OK\x1b\\",
        "\x1b^secret\x1b\\",
        "\x1bXstart\x1b\\",
        "\x1bP\x1b\\",
        "\x1b]11;rgb:1e\x18",
        "\x1b]11;rgb:1e\x1a",
        "\x1b]11;rgb:1e",
        &long[..long.len() - 1],
        // Sequences that say what we do not ask, or nothing.
        "\x1b[0n\x1b[?997;1n\x1b[3;1;1x\x1b[8;24;80t\x1b[4;2$y",
        "\x1b[1;?5C\x1b[<<0;1;1M\x1b[1;1$2y\x1b[1 $y\x1b[1;5",
        "\x1b[99999999999999999999~",
        &numbers,
        // The mouse, bare or of other buttons.
        "\x1b[<35;1;1M\x1b[<2;1;1M\x1b[<2;1;1m\x1b[<0;0;0M\x1b[<0;70000;1M\x1b[0;1;1M",
        "\x1b[MC!!\x1b[M!",
        // Bytes that are no character.
        "\u{80}\u{9d}",
    ];
    for sent in table {
        assert_eq!(told(sent), "", "{sent:.60?}");
        assert_eq!(told(&format!("x{sent}\x1b[Dy")), "x left y", "{sent:.60?}");
    }
    assert_eq!(events(b"\xff\xc3\xe9\x80"), []);
    assert_eq!(events(b"\xe9\x9bx"), events(b"x"));
}

#[test]
fn ctrl_c_and_esc_come_through_a_string_whose_end_is_lost() {
    assert_eq!(told("\x1b]11;rgb:\x03"), "ctrl-c");
    assert_eq!(told("\x1b]11;rgb:\x1b"), "esc");
    assert_eq!(told("\x1bPq\x1b[Ax"), "up x");
    assert_eq!(
        told("\x1b[1;\x03\x1bO\x03\x1b[[\x03\x1b[M!\x03"),
        "ctrl-c ctrl-c ctrl-c ctrl-c"
    );
}

#[test]
fn answers_are_read_wherever_they_come() {
    let text = |text: &str| text.to_owned();
    let colour = |number, index, rgb| Reply::Colour { number, index, rgb };
    let grey = [0x1e1e, 0x1e1e, 0x2e2e];
    let attributes = |level, numbers: &[u32]| Reply::Attributes {
        level,
        numbers: numbers.to_vec(),
    };
    let table = [
        ("\x1b]11;rgb:1e1e/1e1e/2e2e\x1b\\", colour(11, None, grey)),
        ("\x1b]10;rgb:1e/1e/2e\x07", colour(10, None, grey)),
        (
            "\x1b]4;7;rgba:f/0/fff/ffff\x07",
            colour(4, Some(7), [65_535, 0, 65_535]),
        ),
        ("\x1b]52;c;YWI=\x07", Reply::Clipboard(text("YWI="))),
        ("\x1b[?62;22c", attributes(1, &[62, 22])),
        ("\x1b[>0;276;0c", attributes(2, &[0, 276, 0])),
        ("\x1bP!|7E565445\x1b\\", Reply::Unit(text("7E565445"))),
        (
            "\x1bP>|XTerm(380)\x1b\\",
            Reply::Version(text("XTerm(380)")),
        ),
        (
            "\x1b[?2026;2$y",
            Reply::Mode {
                mode: 2026,
                state: 2,
            },
        ),
        ("\x1b[?1u", Reply::Keyboard(1)),
        (
            "\x1b[12;40R",
            Reply::Cursor {
                row: 12,
                column: 40,
            },
        ),
        ("\x1b[?1;5R", Reply::Cursor { row: 1, column: 5 }),
    ];
    let key = |c| Event::Key(Key::char(c));
    for (sent, reply) in table {
        let around = format!("x{sent}y");
        assert_eq!(
            events(around.as_bytes()),
            [key('x'), Event::Reply(reply.clone()), key('y')]
        );
        let escaped = format!("\x1b{sent}");
        assert_eq!(
            events(escaped.as_bytes()),
            [Event::Key(Key::plain(Code::Esc)), Event::Reply(reply)],
            "the Esc key and an answer on its heels"
        );
    }
}

#[test]
fn the_window_says_its_size_and_whether_it_is_looked_at() {
    assert_eq!(events(b"\x1b[48;24;80;480;800t"), [Event::Resize(80, 24)]);
    assert_eq!(
        events(b"\x1b[I\x1b[O"),
        [Event::Focus(true), Event::Focus(false)]
    );
}

#[test]
fn the_mouse_in_its_three_forms() {
    let at = |gesture| {
        Event::Mouse(Pointer {
            column: 2,
            row: 3,
            gesture,
        })
    };
    let table = [
        ("\x1b[<0;3;4M", "\x1b[32;3;4M", "\x1b[M #$", Gesture::Press),
        ("\x1b[<16;3;4M", "\x1b[48;3;4M", "\x1b[M0#$", Gesture::Press),
        ("\x1b[<32;3;4M", "\x1b[64;3;4M", "\x1b[M@#$", Gesture::Drag),
        (
            "\x1b[<0;3;4m",
            "\x1b[35;3;4M",
            "\x1b[M##$",
            Gesture::Release,
        ),
        (
            "\x1b[<64;3;4M",
            "\x1b[96;3;4M",
            "\x1b[M`#$",
            Gesture::WheelUp,
        ),
        (
            "\x1b[<65;3;4M",
            "\x1b[97;3;4M",
            "\x1b[Ma#$",
            Gesture::WheelDown,
        ),
    ];
    for (newest, of_rxvt, oldest, gesture) in table {
        for sent in [newest, of_rxvt, oldest] {
            assert_eq!(events(sent.as_bytes()), [at(gesture)], "{sent:?}");
        }
    }
    let far = Pointer {
        column: 222,
        row: 0,
        gesture: Gesture::Press,
    };
    assert_eq!(events(b"\x1b[M \xff!"), [Event::Mouse(far)]);
}

#[test]
fn a_paste_is_text_with_its_line_ends() {
    let pasted = |text: &str| told(&format!("\x1b[200~{text}\x1b[201~x"));
    let lines = "\"four\\nfive\\nsix\" x";
    for end in [
        "\r",
        "\n",
        "\r\n",
        "\x1b[13;1u",
        "\x1b[27;5;106~",
        "\x1b[27;1;13~",
        "\x1b[106;5u",
        "\x1b[13;1u\x1b[106;5u",
    ] {
        assert_eq!(pasted(&format!("four{end}five{end}six")), lines, "{end:?}");
    }
    assert_eq!(pasted("four\r\n\r\n\nfive"), "\"four\\n\\n\\nfive\" x");
    assert_eq!(pasted("a\tb\x1b[9;1uc\x1b[100u"), "\"a\\tb\\tcd\" x");
    let no_text =
        "\x1b]8;;http://a\x1b\\b\x1b]8;;\x07\x1b[31mc\x1b[0m\x03\x7f\x1b[A\x1bbd\x1b]0;open";
    assert_eq!(pasted(no_text), "\"bcd\" x");
    assert_eq!(
        pasted("\x1b"),
        "\"\" x",
        "what ends it is not taken for a key"
    );
    assert_eq!(pasted("\x1b[200~q"), "\"q\" x");
    assert_eq!(told("\x1b[201~x"), "x");
    assert_eq!(told("\x1b\x1b[200~a\x1b[201~"), "esc \"a\"");
}

#[test]
fn a_paste_is_cut_where_it_is_too_long_and_said_to_be() {
    let paste = |text: &str| events(format!("\x1b[200~{text}\x1b[201~").as_bytes());
    let fits = "ab".repeat(LONGEST_PASTE / 2);
    for (sent, whole) in [(fits.clone(), true), (fits.clone() + "é", false)] {
        let text = fits.clone();
        assert!(paste(&sent) == [Event::Paste { text, whole }], "{whole}");
    }
}

#[test]
fn only_esc_and_a_rest_end_a_paste_whose_end_is_lost() {
    let mut decoder = Decoder::default();
    let mut events = Vec::new();
    decoder.feed(b"\x1b[200~quit\x03", &mut events);
    assert_eq!(decoder.rest(), None);
    decoder.flush(&mut events);
    decoder.feed(b"q\x1b", &mut events);
    assert_eq!(events, []);
    assert_eq!(decoder.rest(), Some(1_000));
    decoder.flush(&mut events);
    decoder.feed(b"x", &mut events);
    let paste = Event::Paste {
        text: "quitq".to_owned(),
        whole: true,
    };
    assert_eq!(events, [paste, Event::Key(Key::char('x'))]);
}

#[test]
fn what_hangs_in_the_air_is_waited_for_and_nothing_else_is() {
    let rest = |bytes: &[u8]| {
        let mut decoder = Decoder::default();
        decoder.feed(bytes, &mut Vec::new());
        decoder.rest()
    };
    for whole in ["", "x", "\x1b[A", "\x1b]0;\x07", "\x1bb", "\x1b[200~abc"] {
        assert_eq!(rest(whole.as_bytes()), None, "{whole:?}");
    }
    assert_eq!(rest(b"\xe9\x9b"), None);
    assert_eq!(rest(b"\x1b"), Some(30));
    for cut in [
        "\x1b[",
        "\x1b[1;",
        "\x1bO",
        "\x1b]11",
        "\x1b]11\x1b",
        "\x1b[M!",
    ] {
        assert_eq!(rest(cut.as_bytes()), Some(1_000), "{cut:?}");
    }
}

/// Bytes such as terminals send, whole, cut and mixed up.
fn input() -> impl Strategy<Value = Vec<u8>> {
    let sequences = prop::sample::select(vec![
        "\x1b",
        "\x1b[",
        "\x1b[A",
        "\x1bOP",
        "\x1b[[A",
        "\x1b[3$",
        "\x1b[1;5D",
        "\x1b[27;5;106~",
        "\x1b[200~",
        "\x1b[201~",
        "\x1b]11;rgb:1/2/3\x1b\\",
        "\x1bP>|x\x07",
        "\x1b[M !!",
        "\x1b[<0;1;1M",
        "\x1b[?1;2c",
        "é",
        "雪",
        "\r\n",
        "\x18",
        ";1",
        "u",
        "~",
    ]);
    let piece = prop_oneof![
        4 => sequences.prop_map(|text| text.as_bytes().to_vec()),
        2 => "[ -~]{0,8}".prop_map(String::into_bytes),
        1 => prop::collection::vec(any::<u8>(), 0..4),
    ];
    prop::collection::vec(piece, 0..24).prop_map(|pieces| pieces.concat())
}

proptest! {
    #[test]
    fn any_cutting_comes_to_the_same(bytes in input(), sizes in prop::collection::vec(1_usize..9, 1..9)) {
        let whole = events(&bytes);
        let mut decoder = Decoder::default();
        let mut cut = Vec::new();
        let mut rest = &bytes[..];
        for size in sizes.into_iter().cycle() {
            if rest.is_empty() {
                break;
            }
            let (chunk, others) = rest.split_at(size.min(rest.len()));
            decoder.feed(chunk, &mut cut);
            rest = others;
        }
        decoder.flush(&mut cut);
        prop_assert_eq!(whole, cut);
    }

    #[test]
    fn text_comes_through_as_it_is(text in "\\PC{0,64}") {
        let keys = events(text.as_bytes()).into_iter().map(|event| match event {
            Event::Key(key) => key.typed(),
            _ => None,
        });
        let shown: String = text.chars().filter(|c| !c.is_control()).collect();
        prop_assert_eq!(keys.collect::<Option<String>>(), Some(shown.clone()));
        let pasted = events(format!("\x1b[200~{text}\x1b[201~").as_bytes());
        prop_assert_eq!(pasted, [Event::Paste { text: shown, whole: true }]);
    }

    #[test]
    fn after_any_rubbish_a_rest_and_esc_bring_the_keys_back(bytes in prop::collection::vec(any::<u8>(), 0..64)) {
        let mut decoder = Decoder::default();
        let mut events = Vec::new();
        decoder.feed(&bytes, &mut events);
        decoder.flush(&mut events);
        decoder.feed(b"\x1b", &mut events);
        decoder.flush(&mut events);
        events.clear();
        decoder.feed(b"q", &mut events);
        prop_assert_eq!(events, [Event::Key(Key::char('q'))]);
        prop_assert_eq!(decoder.rest(), None);
    }
}
