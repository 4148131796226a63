//! Headers of well-known exports and of lists in several languages: where each column goes.

use rollcall::app::imports::Request;

use super::support::desk;

/// Profile, source and the targets of all columns but those left out.
fn proposal(text: &str) -> (String, String, String) {
    let desk = desk();
    let path = desk.file("list.csv", text);
    let mapping = desk
        .look(&Request::of(&path))
        .unwrap_or_else(|e| panic!("{text}: {e}"))
        .mapping;
    let told: Vec<String> = mapping
        .columns
        .iter()
        .filter(|column| column.target.key() != "ignore")
        .map(|column| format!("{}={}", column.header, column.target.key()))
        .collect();
    (mapping.profile, mapping.zone, told.join(" "))
}

#[test]
fn well_known_exports_are_recognised() {
    for (text, profile, zone, told) in [
        (
            "userPrincipalName,displayName,surname,mail,givenName,id,userType,jobTitle,department,accountEnabled,usageLocation,officeLocation,mobilePhone,companyName,invitationState,createdDateTime\n\
             a@x.example,Ann,,,,o1,Member,,,True,PT,,,,,2024-01-01T00:00:00Z\n",
            "entra_users",
            "utc",
            "userPrincipalName=email displayName=name surname=family_name mail=email givenName=given_name id=external_id userType=kind jobTitle=title department=department accountEnabled=status officeLocation=location mobilePhone=phone invitationState=onboarding createdDateTime=created_at",
        ),
        (
            "version:v1.0,,,,\nName [displayName] Required,User name [userPrincipalName] Required,Initial password [passwordProfile] Required,Block sign in (Yes/No) [accountEnabled] Required,First name [givenName]\n\
             Ann,a@x.example,Xy12!,No,Ann\n",
            "entra_users",
            "utc",
            "Name [displayName] Required=name User name [userPrincipalName] Required=email Initial password [passwordProfile] Required=secret Block sign in (Yes/No) [accountEnabled] Required=disabled First name [givenName]=given_name",
        ),
        (
            "First Name [Required],Last Name [Required],Email Address [Required],Password [Required],Org Unit Path [Required],Status [READ ONLY],Last Sign In [READ ONLY],Employee ID\n\
             Ann,Abel,a@x.example,****,/Sales,Suspended,2026/04/10 04:05:20,17\n",
            "google_users",
            "office",
            "First Name [Required]=given_name Last Name [Required]=family_name Email Address [Required]=email Password [Required]=secret Org Unit Path [Required]=department Status [READ ONLY]=status Last Sign In [READ ONLY]=last_sign_in Employee ID=external_id",
        ),
        (
            "login,firstName,lastName,email,title,secondEmail,mobilePhone,employeeNumber,department,manager\na@x.example,Ann,Abel,a@x.example,CEO,,,7,Sales,Bo\n",
            "okta_users",
            "utc",
            "login=email firstName=given_name lastName=family_name email=email title=title mobilePhone=phone employeeNumber=external_id department=department manager=manager",
        ),
        (
            "ID,user_login,display_name,user_email,user_registered,roles\n1,ann,Ann,a@x.example,2016-06-03 04:37:00,editor\n",
            "wordpress_users",
            "utc",
            "ID=external_id display_name=name user_email=email user_registered=created_at roles=roles",
        ),
        (
            "Contact ID,Name,Email,Status,Onboarding,Roles,Created at,Last sign-in\nC-000001,Ann,a@x.example,Active,Completed,Approver,11-21-2025 09:14,never\n",
            "generic_users",
            "office",
            "Contact ID=contact_id Name=name Email=email Status=status Onboarding=onboarding Roles=roles Created at=created_at Last sign-in=last_sign_in",
        ),
    ] {
        let (found, in_zone, goes) = proposal(text);
        assert_eq!(
            (found.as_str(), in_zone.as_str()),
            (profile, zone),
            "{text}"
        );
        assert_eq!(goes, told);
    }
}

#[test]
fn lists_in_six_languages_are_mapped() {
    for (text, told) in [
        (
            "Vorname;Name;E-Mail-Adresse;Abteilung;Aktiv;Handynummer\nAnn;Abel;a@x.example;Vertrieb;ja;1234567\n",
            "given_name family_name email department status phone",
        ),
        (
            "Prénom;Nom;Adresse e-mail;Service;Actif;Matricule\nAnn;Abel;a@x.example;Ventes;oui;17\n",
            "given_name family_name email department status external_id",
        ),
        (
            "Nombre;Apellidos;Correo electrónico;Departamento;Puesto;Estado\nAna;Abel;a@x.example;Ventas;Jefa;activo\n",
            "given_name family_name email department title status",
        ),
        (
            "Nome;Sobrenome;E-mail;Cargo;Celular;Situação\nAna;Abel;a@x.example;Chefe;912345678;inativo\n",
            "given_name family_name email title phone status",
        ),
        (
            "Nome;Cognome;Indirizzo e-mail;Reparto;Ruolo;Ultimo accesso\nAna;Abel;a@x.example;Vendite;capo;2025-01-01\n",
            "given_name family_name email department roles last_sign_in",
        ),
        (
            "Employee Name|Work Email|Line Manager|Office\nAnn Abel|a@x.example|Bo|Porto\n",
            "name email manager location",
        ),
        (
            "name\tlogin\tstate\nAnn Abel\ta@x.example\tWA\n",
            "name email",
        ),
        ("Nom complet,Contact\nAnn Abel,a@x.example\n", "name email"),
    ] {
        let (_, _, goes) = proposal(text);
        let targets: Vec<&str> = goes
            .split(' ')
            .filter_map(|pair| pair.rsplit_once('='))
            .map(|(_, t)| t)
            .collect();
        assert_eq!(targets.join(" "), told, "{text}");
    }
}

#[test]
fn the_bulk_template_blocks_the_other_way_round() {
    let mut desk = desk();
    desk.import_text(
        "version:v1.0\nName [displayName] Required,User name [userPrincipalName] Required,Initial password [passwordProfile] Required,Block sign in (Yes/No) [accountEnabled] Required\n\
         Ann Abel,ann@x.example,Secret,No\nBob Behr,bob@x.example,Secret,Yes\n",
    );
    use rollcall::domain::user::AccountStatus::{Active, Inactive};
    assert_eq!(desk.person("ann@x.example").profile.status, Active);
    assert_eq!(desk.person("bob@x.example").profile.status, Inactive);
}
