//! LDIF as a table.

use rollcall::app::imports::Request;

use super::support::desk;
use super::tables::table;

#[test]
fn people_of_ldif_are_rows_and_nothing_else_is() {
    let text = "version: 1\n# a comment\n that goes on\ndn: ou=people,dc=x\nobjectClass: organizationalUnit\nou: people\n\n\
        dn: uid=zoe,ou=people,dc=x\nobjectClass: top\nobjectClass: inetOrgPerson\nuid: zoe\ncn:: Wm/DqyDEjGFwZWs=\n\
        mail: zoe@x.example\nmail: z@x.example\nmemberOf: cn=a\nmemberOf: cn=b\ntitle: a long \n one\n\
        userPassword:: e1NTSEF9eA==\njpegPhoto:: /9j/4AAQ\nseeAlso:< file:///x\n\n\n\
        dn: cn=PC1,dc=x\nobjectClass: user\nobjectClass: computer\ncn: PC1\n\n\
        dn: uid=bo,dc=x\nchangetype: add\nobjectClass: person\nuid: bo\nobjectGUID:: AQIDBAUGBwgJCgsMDQ4PEA==\n\n\
        dn: uid=bo,dc=x\nchangetype: modify\nreplace: mail\nmail: new@x.example\n-\n";
    for text in [text.to_owned(), text.replace('\n', "\r\n")] {
        let (headers, rows) = table("a.ldif", text.as_bytes()).unwrap();
        let told: Vec<Vec<String>> = rows
            .iter()
            .map(|(_, cells)| {
                let named = headers
                    .iter()
                    .zip(cells)
                    .filter(|(_, cell)| !cell.is_empty());
                named.map(|(name, cell)| format!("{name}={cell}")).collect()
            })
            .collect();
        assert_eq!(
            told,
            [
                vec![
                    "dn=uid=zoe,ou=people,dc=x",
                    "objectClass=top; inetOrgPerson",
                    "uid=zoe",
                    "cn=Zoë Čapek",
                    "mail=zoe@x.example",
                    "memberOf=cn=a; cn=b",
                    "title=a long one",
                    "userPassword={SSHA}x",
                ],
                vec![
                    "dn=uid=bo,dc=x",
                    "objectClass=person",
                    "uid=bo",
                    "changetype=add",
                    "objectGUID=04030201-0605-0807-090a-0b0c0d0e0f10",
                ],
            ]
        );
        assert_eq!(rows[0].0, 8, "an entry is known by its first line");
    }
    let problem = table("a.ldif", b"dn: cn=a\nobjectClass: group\ncn: a\n").expect_err("no people");
    assert_eq!(
        problem.what(),
        "There are no entries of people in this LDIF file."
    );
}

#[test]
fn people_of_ldif_come_in_without_their_passwords() {
    let mut desk = desk();
    let path = desk.file(
        "a.ldif",
        "dn: uid=zoe,dc=x\nobjectClass: inetOrgPerson\nuid: zoe\ncn: Zoë Čapek\nmail: zoe@x.example\nuserPassword: secret-word\n",
    );
    let prepared = desk.look(&Request::of(&path)).unwrap();
    assert_eq!(prepared.dropped(), ["userPassword"]);
    assert!(!format!("{prepared:?}").contains("secret-word"));
    assert_eq!(desk.import_prepared(&prepared).unwrap().counts.new, 1);
    assert_eq!(desk.person("zoe@x.example").profile.name, "Zoë Čapek");
}
