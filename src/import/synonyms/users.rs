//! Columns of lists of people.

use super::Names;
use crate::import::target::Target;

pub(super) const NAMES: Names = &[
    (Target::ContactId, 0, "contactid"),
    (
        Target::Name,
        0,
        "displayname fullname completename nomcomplet nombrecompleto nomecompleto vollstandigername anzeigename nombreyapellidos nominativo nomeecognome vorundnachname nomprenom nometprenom prenomnom preferredname realname personname employeename nameformatted namefull",
    ),
    (
        Target::Name,
        1,
        "cn commonname nickname name nom nombre nome mitarbeiter mitarbeitername",
    ),
    (
        Target::GivenName,
        0,
        "firstname givenname forename vorname prenom prenoms rufname primeironome nombredepila nombres primernombre nomeproprio prenome given first fname gn",
    ),
    (
        Target::FamilyName,
        0,
        "lastname surname familyname nachname familienname zuname nomdefamille apellido apellidos primerapellido sobrenome apelido apelidos cognome family last lname sn",
    ),
    (
        Target::Email,
        0,
        "email mail emailaddress mailaddress emailadresse mailadresse adressemail adresseemail adressedemessagerie adresseelectronique courriel mel correo correoelectronico correoe direcciondecorreo direcciondecorreoelectronico enderecodeemail enderecoemail correioeletronico correioelectronico indirizzoemail indirizzomail indirizzodipostaelettronica postaelettronica primaryemail primaryemailaddress useremail emailid email1 mail1 loginemail",
    ),
    (
        Target::Email,
        1,
        "userprincipalname upn emails workemail businessemail companyemail officeemail emailwork workmail emailprofessionnel proxyaddress",
    ),
    (
        Target::Email,
        3,
        "privateemail personalemail emailprivat homeemail",
    ),
    (
        Target::Phone,
        0,
        "mobile mobilephone mobilenumber mobilephonenumber cell cellphone cellphonenumber handy handynummer mobil mobiltelefon mobilnummer mobiltelefonnummer portable telephoneportable telportable telefonomovil movil celular telefonocelular telemovel telefonemovel cellulare telefonocellulare gsm",
    ),
    (
        Target::Phone,
        1,
        "phone telephone telephonenumber phonenumber officephone workphone businessphone businessphones businessphonenumber primaryphone tel telno phoneno phone1 telefon telefonnummer telefonnr rufnummer telefonbuero dienstlichetelefonnummer phonenumbers telephoneprofessionnel numerodetelephone telephonebureau telephonefixe telefono numerodetelefono telefonooficina telefone numerodetelefone telefoneprincipal numeroditelefono telefonoufficio phonework workphonenumber",
    ),
    (
        Target::Phone,
        3,
        "homephone privatephone telefonprivat telephonedomicile otherphone",
    ),
    (
        Target::Extension,
        0,
        "extension ext phoneextension durchwahl nebenstelle interno ramal anexo extensiontelefonica numeroposte",
    ),
    (
        Target::Status,
        0,
        "inetuserstatus accountenabled enabled isenabled isactive active activated accountstatus userstatus accountstate aktiv aktiviert actif activo ativo attivo kontostatus kontoaktiviert statutducompte estadodecuenta estadodelacuenta statodellaccount isverifiedactive useractive useraccountcontrol",
    ),
    (
        Target::Status,
        1,
        "status workerstatus employeestatus employmentstatus memberstatus statut etat estado stato zustand situacao situacion situazione lifecyclestatus",
    ),
    (Target::Status, 2, "state"),
    (
        Target::Disabled,
        0,
        "nsaccountlock logindisabled deleted isdeleted disabled isdisabled accountdisabled suspended issuspended blocked isblocked blocksignin inactive isinactive locked deactivated archived isarchived deaktiviert gesperrt inaktiv desactive bloque inactif suspendu desactivado bloqueado suspendido inactivo desativado suspenso inativo disattivato bloccato sospeso inattivo",
    ),
    (
        Target::Onboarding,
        0,
        "onboarding onboardingstatus invitationstate invitationstatus invitestatus userstate externaluserstate einladungsstatus statutinvitation estadodeinvitacion estadoconvite statoinvito",
    ),
    (
        Target::Kind,
        1,
        "usertype internalorclient kind usercategory membertype benutzertyp typedutilisateur tipodeusuario tipoutente tipodeutilizador workertype employeetype",
    ),
    (
        Target::Client,
        0,
        "client clientname customer customername kunde kundenname mandant",
    ),
    (
        Target::Workspaces,
        0,
        "workspace workspaces workspacename arbeitsbereich espacedetravail espaciodetrabajo espacodetrabalho areadilavoro",
    ),
    (
        Target::Teams,
        0,
        "team teams teamname group groups groupname memberof gruppe gruppen gruppenname groupe groupes equipe equipes equipo equipos grupo grupos equipa equipas squadra squadre gruppo gruppi squad",
    ),
    (
        Target::Roles,
        0,
        "role roles userrole userroles rolename rolle rollen benutzerrolle rol ruolo ruoli papel papeis perfil profil accesslevel permissionset",
    ),
    (Target::Title, 1, "title"),
    (
        Target::Title,
        0,
        "jobtitle jobtitel position employeetitle designation funktion stelle stellenbezeichnung berufsbezeichnung positionsbezeichnung fonction poste intituledeposte intituleduposte cargo puesto puestodetrabajo funcao funcion qualifica mansione posizione titolo job occupation beruf",
    ),
    (
        Target::Department,
        0,
        "department dept departmentname abteilung departement departamento dipartimento reparto serviceabteilung service bereich unite setor sector departmentdescription",
    ),
    (
        Target::Department,
        2,
        "division orgunit organizationalunit organisationseinheit orgunitpath businessunit ou costcentername unidad",
    ),
    (
        Target::Location,
        0,
        "location office officelocation physicaldeliveryofficename standort arbeitsort site lieu lieudetravail bureau ubicacion oficina sede localizacao localidade escritorio ufficio luogo workplace worklocation buro",
    ),
    (
        Target::Location,
        2,
        "city town ort stadt ville ciudad cidade citta locality",
    ),
    (
        Target::Language,
        0,
        "language preferredlanguage lang locale sprache langue idioma lingua preferredlocale languagecode",
    ),
    (
        Target::Manager,
        0,
        "manager managername supervisor supervisorname reportsto linemanager vorgesetzter vorgesetzte fuhrungskraft responsable manageur gestor gerente superior jefe chefe responsabile superieur superieurhierarchique leiter",
    ),
    (
        Target::Manager,
        1,
        "manageremail managerid manageruserprincipalname supervisoremail supervisorid",
    ),
    (
        Target::EndDate,
        0,
        "enddate accountenddate expirydate expirationdate expiredate expires expireson accountexpires accountexpirationdate leavedate leavingdate terminationdate lastday lastworkingday contractend contractenddate austrittsdatum austritt enddatum ablaufdatum vertragsende gultigbis datedefin datedesortie datefin dateexpiration fechadefin fechafin fechadebaja fechadevencimiento datadefim datadesaida datafim datafine datadifine scadenza validuntil validto employeeleavedatetime",
    ),
    (
        Target::Tags,
        0,
        "tags tag labels label etiketten schlagworte etiquettes etiquetas etichette keywords",
    ),
    (
        Target::Notes,
        0,
        "notes note comments comment remarks remark bemerkung bemerkungen notiz notizen kommentar anmerkung commentaire commentaires remarque remarques notas comentario comentarios observaciones observacoes commenti osservazioni annotazioni",
    ),
    (
        Target::Notes,
        2,
        "description info beschreibung descripcion descricao descrizione",
    ),
    (
        Target::CreatedAt,
        0,
        "createdat created createddate createddatetime creationdate creationtime datecreated dateadded whencreated createdon createdtime createdtimestamp createtimestamp createdate userregistered registered registrationdate registeredat registeredon signupdate signedupat datejoined joined joindate joinedat membersince erstellt erstelltam erstellungsdatum angelegt angelegtam anlagedatum registriertam registrierungsdatum creele datedecreation datecreation dateinscription inscritle creado creadoel fechadecreacion fechacreacion fechadealta fechaderegistro criado criadoem datadecriacao datacriacao datadecadastro datadicreazione datacreazione creatoil dataregistrazione",
    ),
    (
        Target::LastSignIn,
        0,
        "lastsignin lastsigninat lastsignindate lastsignindatetime signinactivitylastsignindatetime lastsuccessfulsignindatetime lastlogin lastlogindate lastloginat lastlogintime lastlogon lastlogondate lastlogontimestamp logindate lastaccess lastaccessed letzteanmeldung letzterlogin letztesigninzeit letzterzugriff zuletztangemeldet derniereconnexion datedederniereconnexion ultimoacceso ultimaconexion ultimoiniciodesesion ultimologin ultimoacesso ultimoaccesso",
    ),
    (
        Target::LastSignIn,
        2,
        "lastseen lastactive lastactivity lastactivitydate lastactiveat",
    ),
    (
        Target::ExternalId,
        0,
        "objectid objectguid externalid externalsystemid guid entraid entraobjectid azureadid sourceid uniqueid uniqueidentifier",
    ),
    (
        Target::ExternalId,
        1,
        "id userid personid uuid immutableid identifier sourcedid",
    ),
    (
        Target::ExternalId,
        2,
        "employeeid employeenumber employeeno empid empno workerid staffid staffnumber personnelnumber personnelno personalnummer personalnr mitarbeiternummer mitarbeiterid mitarbeiternr matricule matricola numeromatricola nummatricule numerodeempleado numeroempleado idempleado codigodeempleado legajo nummer numerofuncionario memberid studentid",
    ),
    (
        Target::ExternalId,
        3,
        "username login userlogin loginname logonname signinname samaccountname uid accountname benutzername benutzerkennung anmeldename kennung identifiant nomdutilisateur nomutilisateur usuario nombredeusuario nomeutente utilizador nomedeutilizador nomedeusuario utente mailnickname handle",
    ),
    (
        Target::ExternalId,
        4,
        "barcode cardnumber badgenumber sid objectsid onpremisessecurityidentifier",
    ),
];
