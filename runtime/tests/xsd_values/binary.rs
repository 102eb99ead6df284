//! Base64, hexadecimal bytes and GUIDs.

use crate::support::{Numbers, ascending, equal, refuses, round_trips, survives_damage};
use castile::xsd::{Base64, Guid, Hex};

#[test]
fn base64_forms() {
    round_trips::<Base64>(&[
        ("", ""),
        (" \r\n\t ", ""),
        ("AA==", "AA=="),
        ("AAA=", "AAA="),
        ("+/+/", "+/+/"),
        ("aGVs\r\nbG8=\n", "aGVsbG8="),
        ("a G V s b G 8 =", "aGVsbG8="),
        ("Zg = =", "Zg=="),
    ]);
    refuses::<Base64>(
        "base64Binary",
        &[
            ("a", "incomplete"),
            ("aGVsbG8", "padding"),
            ("aGVsbG8==", "padding"),
            ("=aGVs", "padding"),
            ("aG=s", "padding"),
            ("aGVsbG9=", "bits beyond"),
            ("aGVs-_==", "alphabet"),
            ("aGVs\u{a0}bG8=", "alphabet"),
            ("aGVs\u{b}bG8=", "alphabet"),
            ("aGVs%", "alphabet"),
        ],
    );
    survives_damage::<Base64>(&["aGVs bG8="]);
}

#[test]
fn hex_forms() {
    round_trips::<Hex>(&[("", ""), ("0fB7", "0FB7"), ("00ff", "00FF"), ("DEADBEEF", "DEADBEEF")]);
    refuses::<Hex>(
        "hexBinary",
        &[
            ("0", "even number"),
            ("0f b7", "even number"),
            ("0f  b7", "hexadecimal"),
            ("0g", "hexadecimal"),
            ("é", "hexadecimal"),
        ],
    );
    survives_damage::<Hex>(&["0fB7"]);
}

#[test]
fn bytes_of_every_length_round_trip() {
    let mut numbers = Numbers(64);
    for length in 0..700_usize {
        let bytes: Vec<u8> = (0..length).map(|_| numbers.below(256)).collect();
        let (base64, hex) = (Base64::from(bytes.clone()), Hex::from(bytes.as_slice()));
        assert_eq!(base64.to_string().parse::<Base64>().unwrap().0, bytes);
        assert_eq!(hex.to_string().parse::<Hex>().unwrap().0, bytes);
        assert_eq!(base64.to_string().len(), length.div_ceil(3) * 4);
    }
}

#[test]
fn long_bytes_are_shown_by_their_start() {
    assert_eq!(format!("{:?}", Base64::from(b"hello")), "Base64(aGVsbG8=)");
    assert_eq!(format!("{:?}", Hex::from(b"\x0f")), "Hex(0F)");
    let long = format!("{:?}", Base64(vec![0; 100_000]));
    assert!(long.len() < 100 && long.ends_with("AAAA… 100000 bytes)"), "{long}");
}

#[test]
fn bytes_are_a_vec() {
    let mut file = Base64::default();
    file.extend_from_slice(b"abc");
    assert_eq!((file.len(), file.as_ref() as &[u8]), (3, b"abc".as_slice()));
    assert_eq!(Vec::from(file), b"abc");
}

const TEXT: &str = "6f9619ff-8b86-d011-b42d-00c04fc964ff";

#[test]
fn guid_forms() {
    round_trips::<Guid>(&[
        (TEXT, TEXT),
        ("6F9619FF-8B86-D011-B42D-00C04FC964FF", TEXT),
        ("00000000-0000-0000-0000-000000000000", "00000000-0000-0000-0000-000000000000"),
        ("ffffffff-ffff-ffff-ffff-fffffffffFFF", "ffffffff-ffff-ffff-ffff-ffffffffffff"),
    ]);
    refuses::<Guid>(
        "guid",
        &[
            ("", "36 characters"),
            ("{6f9619ff-8b86-d011-b42d-00c04fc964ff}", "36 characters"),
            ("6f9619ff8b86d011b42d00c04fc964ff", "36 characters"),
            ("6f9619ff-8b86-d011-b42d-00c04fc964f", "36 characters"),
            ("6f9619f-f8b86-d011-b42d-00c04fc964ff", "hyphens"),
            ("6f9619ff_8b86-d011-b42d-00c04fc964ff", "hyphens"),
            ("6f9619fg-8b86-d011-b42d-00c04fc964ff", "hexadecimal"),
            ("6f9619ff-8b86-d011-b42d-00c04fc964f ", "36 characters"),
            ("6f9619ff-8b86-d011-b42d-00c04fc964é", "hexadecimal"),
            ("-f9619ff-8b86-d011-b42d-00c04fc964ff", "hexadecimal"),
        ],
    );
    survives_damage::<Guid>(&[TEXT]);
    equal::<Guid>(&[TEXT, "6F9619ff-8b86-d011-B42D-00c04fc964ff"]);
    ascending::<Guid>(&[
        "00000000-0000-0000-0000-000000000001",
        "00000000-0000-0001-0000-000000000000",
        TEXT,
    ]);
}

#[test]
fn guid_numbers_and_bytes() {
    const ID: Guid = Guid::from_u128(0x6f9619ff_8b86_d011_b42d_00c04fc964ff);
    assert_eq!(ID.to_string(), TEXT);
    assert_eq!(ID.to_u128(), 0x6f9619ff_8b86_d011_b42d_00c04fc964ff);
    assert_eq!(Guid::from_bytes(ID.to_bytes()), ID);
    assert_eq!(<[u8; 16]>::from(ID)[..2], [0x6f, 0x96]);
    assert!(Guid::NIL.is_nil() && Guid::default().is_nil() && !ID.is_nil());
    assert_eq!(format!("{:?}", Guid::from_u128(1)), "Guid(00000000-0000-0000-0000-000000000001)");
    let mut numbers = Numbers(16);
    for _ in 0..2_000 {
        let id = Guid::from_u128(u128::from(numbers.next()) << 64 | u128::from(numbers.next()));
        assert_eq!(id.to_string().parse(), Ok(id));
        assert_eq!(id.to_string().to_uppercase().parse(), Ok(id));
    }
}
