//! Names of invented people, in the scripts of the world, with the Latin form that goes into an address.
//!
//! `Given:latin` where folding the name would not give an address.

/// Names of one language.
pub struct Tongue {
    /// The language, as people choose it in the form.
    pub language: &'static str,
    /// How often it occurs, in a thousand.
    pub weight: u16,
    /// Whether the family name comes first, and what stands between.
    pub order: Order,
    /// Given names.
    pub given: &'static str,
    /// Family names.
    pub family: &'static str,
}

/// How a full name is put together.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Order {
    /// Given name, blank, family name.
    GivenFirst,
    /// Family name, blank, given name.
    FamilyFirst,
    /// Family name and given name without a blank.
    Joined,
}

use Order::{FamilyFirst, GivenFirst, Joined};

/// Every language of the demo.
pub const TONGUES: &[Tongue] = &[
    Tongue {
        language: "Portuguese",
        weight: 190,
        order: GivenFirst,
        given: "João Maria Inês Tomás Beatriz Gonçalo Leonor Duarte Carolina Rodrigo Matilde Afonso Mariana Tiago Sofia Rui \
                Catarina Nuno Luísa André Joana Bruno Teresa Vasco Raquel Diogo Marta Hugo Lúcia Sérgio Ângela Simão Íris Caetano \
                Conceição Estevão",
        family: "Silva Santos Ferreira Pereira Oliveira Costa Rodrigues Martins Sousa Fernandes Gonçalves Gomes Lopes Marques \
                 Alves Almeida Ribeiro Pinto Carvalho Teixeira Moreira Correia Mendes Nunes Vieira Cardoso Rocha Neves Coelho \
                 Araújo Brandão Magalhães Falcão Simões Abreu Vidal",
    },
    Tongue {
        language: "English",
        weight: 190,
        order: GivenFirst,
        given: "Grace Liam Anna Olivia Noah Emma James Charlotte Oliver Amelia William Sophie Henry Mia Jack Ella Daniel Hannah \
                Samuel Alice Owen Ruby Ethan Zoë Lucas Chloë Adam Freya Nathan Isla Callum Niamh Siân Róisín Dylan Maeve",
        family: "Smith Jones Taylor Brown Williams Wilson Johnson Davies Robinson Wright Thompson Evans Walker White Roberts \
                 Green Hall Wood Jackson Clarke O'Neill:oneill Byrne Murphy Kelly Walsh O'Brien:obrien Smith-Jones McCarthy \
                 Harris Lewis Scott Young King Baker Hughes Ó\u{a0}Súilleabháin:osuilleabhain",
    },
    Tongue {
        language: "Spanish",
        weight: 110,
        order: GivenFirst,
        given: "José Lucía Hugo Martina Martín Sofía Pablo Paula Alejandro Daniela Álvaro Valeria Adrián Carmen Diego Elena \
                Javier Irene Mateo Noelia Iván Rocío Rubén Ana Íñigo Begoña Óscar Nerea Andrés Inés Ximena Agustín",
        family: "García Rodríguez González Fernández López Martínez Sánchez Pérez Gómez Martín Jiménez Ruiz Hernández Díaz \
                 Moreno Muñoz Álvarez Romero Alonso Gutiérrez Navarro Torres Domínguez Vázquez Ramos Gil Ramírez Serrano Blanco \
                 Molina Ibáñez Núñez Peña",
    },
    Tongue {
        language: "French",
        weight: 70,
        order: GivenFirst,
        given: "Benoît Chloé Théo Léa Hélène Jérôme Zoé François Camille Rémi Élodie Gaël Océane Loïc Margaux Cédric Aurélie \
                Noël Anaïs Étienne Amélie Guillaume Inès Bastien Solène Maël",
        family: "Lefèvre Martin Bernard Dubois Moreau Laurent Girard Rousseau Fournier Mercier Dupré Lambert Bonnet Chevalier \
                 Garnier Faure Legrand Renaud Gauthier Besançon Béranger Crépeau D'Aubigné:daubigne Lévêque Duchêne",
    },
    Tongue {
        language: "German",
        weight: 70,
        order: GivenFirst,
        given: "Ilse Jürgen Anna Björn Käthe Lukas Jörg Marie Günther Sören Leonie Felix Bärbel Moritz Frieda Matthias Ingeborg \
                Götz Ännchen Karl Johanna Rüdiger Antje Wolfgang",
        family: "Brandt Müller Schäfer Weiß Groß Köhler Schröder Böhm Krüger Jäger Vogel Strauß Hübner Lindner Fuchs Größer \
                 Schmitt Bäcker Zürn Kästner Engel Löwe Nußbaum Wörner",
    },
    Tongue {
        language: "Italian",
        weight: 40,
        order: GivenFirst,
        given: "Chiara Nicolò Giulia Matteo Alessia Davide Francesca Lorenzo Martina Gianluca Elisa Niccolò Beatrice Dario \
                Caterina Ugo",
        family: "Ferri Rossi Russo Bianchi Romano Colombo Ricci Marino Greco Conti Gallo Mancini Rizzo D'Angelo:dangelo \
                 Fontana Pagnòzzi",
    },
    Tongue {
        language: "Swedish",
        weight: 40,
        order: GivenFirst,
        given: "Dagny Nils Åse Øyvind Søren Bjørn Märta Göran Åke Sigrid Jørgen Kåre Ingvild Frøya Lars Solveig",
        family: "Solberg Åkesson Østergård Sjöström Lindqvist Bjørnsen Hägglund Møller Kjærgaard Ødegård Nyström Sæther \
                 Þórsson Nygård Strømme Håkansson",
    },
    Tongue {
        language: "Polish",
        weight: 40,
        order: GivenFirst,
        given: "Katarzyna Łukasz Małgorzata Paweł Zofia Michał Agnieszka Wojciech Żaneta Grzegorz Bożena Stanisław Jiří Dušan \
                Božena Tomáš",
        family: "Nowak Wójcik Kowalczyk Zieliński Szymańska Dąbrowski Jabłoński Wróbel Pietrzak Łuczak Šimůnek Dvořák Růžička \
                 Novák Żurawski Čapek",
    },
    Tongue {
        language: "Turkish",
        weight: 25,
        order: GivenFirst,
        given: "Elif Mehmet Ayşe Mustafa Zeynep Emre Özlem Çağlar İrem Gülşen Ömer Işıl",
        family: "Yıldız Yılmaz Kaya Demir Çelik Şahin Öztürk Aydın Güneş Koç Işık Ağaoğlu",
    },
    Tongue {
        language: "Vietnamese",
        weight: 20,
        order: FamilyFirst,
        given: "Minh Thị\u{a0}Hương:thi-huong Anh Đức Hải Quỳnh Tuấn Ngọc Phương Dũng Thảo Việt",
        family: "Nguyễn Trần Lê Phạm Hoàng Phan Vũ Đặng Bùi Đỗ Hồ Ngô",
    },
    Tongue {
        language: "Yoruba",
        weight: 25,
        order: GivenFirst,
        given: "Amara Adébáyọ̀ Chidi Ọlá Ngozi Tèmítọ́pẹ́ Ifeoma Ṣadé Emeka Yétúndé Kofi Abẹ́nà",
        family: "Okafor Adéyẹmí Eze Ọdúnsì Balogun Ṣóyínká Nwosu Akíntólá Mensah Ìdòwú Afọlábí Okonkwo",
    },
    Tongue {
        language: "Russian",
        weight: 30,
        order: GivenFirst,
        given: "Мария:maria Иван:ivan Анна:anna Дмитрий:dmitri Ольга:olga Сергей:sergei Екатерина:ekaterina Алексей:alexei \
                Наталья:natalia Пётр:petr Марк:mark Юлия:yulia Фёдор:fedor Марина:marina",
        family: "Иванова:ivanova Петров:petrov Смирнова:smirnova Кузнецов:kuznetsov Соколова:sokolova Попов:popov \
                 Лебедева:lebedeva Козлов:kozlov Новикова:novikova Морозов:morozov Волкова:volkova Зайцев:zaitsev",
    },
    Tongue {
        language: "Ukrainian",
        weight: 20,
        order: GivenFirst,
        given: "Олена:olena Тарас:taras Ірина:iryna Андрій:andrii Оксана:oksana Богдан:bohdan Марта:marta Юрій:yurii \
                Соломія:solomiia Їжакевич:yizhak",
        family: "Петренко:petrenko Шевченко:shevchenko Бондаренко:bondarenko Ткаченко:tkachenko Кравець:kravets \
                 Олійник:oliinyk Поліщук:polishchuk Гончар:honchar Лисенко:lysenko Мельник:melnyk",
    },
    Tongue {
        language: "Greek",
        weight: 20,
        order: GivenFirst,
        given: "Ελένη:eleni Γιώργος:giorgos Μαρία:maria Νίκος:nikos Κατερίνα:katerina Δημήτρης:dimitris Σοφία:sofia \
                Ιωάννης:ioannis Αθηνά:athina Στέλιος:stelios",
        family: "Παπαδόπουλος:papadopoulos Νικολάου:nikolaou Γεωργίου:georgiou Δημητρίου:dimitriou Οικονόμου:oikonomou \
                 Αντωνίου:antoniou Μακρής:makris Βλάχος:vlachos Λάμπρου:lamprou Καραγιάννη:karagianni",
    },
    Tongue {
        language: "Chinese",
        weight: 40,
        order: Joined,
        given: "小明:xiaoming 伟:wei 芳:fang 娜:na 秀英:xiuying 敏:min 静:jing 强:qiang 磊:lei 洋:yang 艳:yan 勇:yong 杰:jie \
                雪梅:xuemei 志远:zhiyuan 思雨:siyu",
        family: "王:wang 李:li 张:zhang 刘:liu 陈:chen 杨:yang 黄:huang 赵:zhao 吴:wu 周:zhou 徐:xu 孙:sun 马:ma 朱:zhu 胡:hu 林:lin",
    },
    Tongue {
        language: "Japanese",
        weight: 25,
        order: FamilyFirst,
        given: "健:ken さくら:sakura 大輔:daisuke 美咲:misaki 翔太:shota 陽子:yoko 拓也:takuya 葵:aoi 直樹:naoki ひろし:hiroshi",
        family: "田中:tanaka 佐藤:sato 鈴木:suzuki 高橋:takahashi 渡辺:watanabe 伊藤:ito 山本:yamamoto 中村:nakamura 小林:kobayashi \
                 加藤:kato",
    },
    Tongue {
        language: "Korean",
        weight: 20,
        order: Joined,
        given: "민준:minjun 서연:seoyeon 지훈:jihun 하은:haeun 도윤:doyun 수빈:subin 예준:yejun 지우:jiwoo 현우:hyunwoo 유진:yujin",
        family: "김:kim 이:lee 박:park 최:choi 정:jung 강:kang 조:cho 윤:yoon 장:jang 한:han",
    },
    Tongue {
        language: "Arabic",
        weight: 30,
        order: GivenFirst,
        given: "مريم:mariam فريد:farid ليلى:layla محمد:mohammed فاطمة:fatima عمر:omar نور:nour يوسف:yousef سارة:sara خالد:khalid \
                هدى:huda سليم:salim",
        family: "عزيز:aziz حداد:haddad الحسن:alhassan منصور:mansour خوري:khoury الزهراني:alzahrani نجار:najjar صباغ:sabbagh \
                 قاسم:qasim بكري:bakri",
    },
    Tongue {
        language: "Hebrew",
        weight: 10,
        order: GivenFirst,
        given: "נועה:noa דוד:david תמר:tamar איתי:itai יעל:yael אורי:uri מיכל:michal יונתן:yonatan",
        family: "כהן:cohen לוי:levi מזרחי:mizrahi פרץ:peretz ביטון:biton אברהם:avraham פרידמן:friedman שפירא:shapira",
    },
    Tongue {
        language: "Hindi",
        weight: 40,
        order: GivenFirst,
        given: "राहुल:rahul प्रिया:priya अर्जुन:arjun अनन्या:ananya रोहन:rohan दीपिका:deepika विक्रम:vikram नेहा:neha संजय:sanjay \
                कविता:kavita Rahul Meera Arvind Lakshmi",
        family: "मेनन:menon शर्मा:sharma गुप्ता:gupta सिंह:singh पटेल:patel वर्मा:verma जोशी:joshi राव:rao Menon Iyer Nair Reddy",
    },
    Tongue {
        language: "Thai",
        weight: 15,
        order: GivenFirst,
        given: "สมชาย:somchai สุดา:suda นภา:napa ธนา:thana มาลี:malee วิชัย:wichai อรทัย:orathai กิตติ:kitti",
        family: "ใจดี:jaidee ศรีสุข:srisuk ทองดี:thongdee วงศ์ไทย:wongthai แสงจันทร์:saengchan บุญมา:boonma พงษ์พันธ์:phongphan \
                 สุขใจ:sukjai",
    },
    Tongue {
        language: "Georgian",
        weight: 10,
        order: GivenFirst,
        given: "ნინო:nino გიორგი:giorgi მარიამი:mariami დავითი:daviti თამარი:tamari ლევანი:levani",
        family: "ბერიძე:beridze კაპანაძე:kapanadze გელაშვილი:gelashvili მაისურაძე:maisuradze ლომიძე:lomidze წიკლაური:tsiklauri",
    },
];
