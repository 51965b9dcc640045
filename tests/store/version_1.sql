-- A database as version 1 of the schema left it: two days of a village office, made by that version's own code.
PRAGMA application_id = 1397508942;
PRAGMA user_version = 1;
BEGIN TRANSACTION;
CREATE TABLE answer (
            actor TEXT NOT NULL, key TEXT NOT NULL, fingerprint TEXT NOT NULL, body TEXT NOT NULL, seq INTEGER NOT NULL,
            PRIMARY KEY (actor, key)
        ) STRICT, WITHOUT ROWID;
INSERT INTO "answer" VALUES('tablet','key-1','print','{"ok":true}',3);
INSERT INTO "answer" VALUES('tablet','key-10','print','{"ok":true}',12);
INSERT INTO "answer" VALUES('tablet','key-13','print','{"ok":true}',15);
INSERT INTO "answer" VALUES('tablet','key-16','print','{"ok":true}',18);
INSERT INTO "answer" VALUES('tablet','key-19','print','{"ok":true}',21);
INSERT INTO "answer" VALUES('tablet','key-22','print','{"ok":true}',24);
INSERT INTO "answer" VALUES('tablet','key-25','print','{"ok":true}',27);
INSERT INTO "answer" VALUES('tablet','key-28','print','{"ok":true}',30);
INSERT INTO "answer" VALUES('tablet','key-31','print','{"ok":true}',33);
INSERT INTO "answer" VALUES('tablet','key-4','print','{"ok":true}',6);
INSERT INTO "answer" VALUES('tablet','key-7','print','{"ok":true}',9);
CREATE TABLE call (
            seq INTEGER PRIMARY KEY, ticket TEXT NOT NULL, counter TEXT NOT NULL, service TEXT NOT NULL,
            first INTEGER NOT NULL, outcome TEXT NOT NULL, why TEXT NOT NULL, shown INTEGER NOT NULL, made_ms INTEGER NOT NULL
        ) STRICT;
INSERT INTO "call" VALUES(8,'A001','1','A',0,'spoken','',1,1795395720000);
INSERT INTO "call" VALUES(14,'A002','1','A',0,'spoken','',1,1795395865000);
INSERT INTO "call" VALUES(18,'A002','1','A',14,'queued','',0,1795395885000);
INSERT INTO "call" VALUES(27,'A001','1','A',0,'queued','',0,1795482290000);
INSERT INTO "call" VALUES(30,'B001','2','B',0,'withdrawn','',0,1795482290000);
CREATE TABLE device (
            id TEXT PRIMARY KEY, token_hash TEXT NOT NULL, role TEXT NOT NULL, created_ms INTEGER NOT NULL
        ) STRICT;
INSERT INTO "device" VALUES('tv-1','hash-1','tv',1795000000000);
CREATE TABLE document (digest TEXT PRIMARY KEY, text TEXT NOT NULL) STRICT;
CREATE TABLE event (
            office TEXT NOT NULL, stream TEXT NOT NULL, seq INTEGER NOT NULL CHECK (seq > 0),
            kind TEXT NOT NULL, v INTEGER NOT NULL, subject TEXT NOT NULL, data TEXT NOT NULL,
            actor TEXT NOT NULL, key TEXT NOT NULL,
            wall_ms INTEGER NOT NULL, mono_ms INTEGER NOT NULL, boot TEXT NOT NULL, doubtful INTEGER NOT NULL,
            hash BLOB NOT NULL,
            PRIMARY KEY (office, stream, seq)
        ) STRICT, WITHOUT ROWID;
INSERT INTO "event" VALUES('office','queue',1,'office_configured',1,'office','{"automatic":false,"counters":[{"id":"1","services":["A","B"]},{"id":"2","services":["B"]},{"id":"3","services":["C"]}],"document":"document-0","services":["A","B","C"],"week":[null,null,null,null,null,null,null]}','api','',1795395600000,3600000,'boot-1',0,X'80C6A1A4BECE845E56F86A58E308740B6193E8DBED62C9CE3721DBA15914A57D');
INSERT INTO "event" VALUES('office','queue',2,'day_opened',1,'day:2026-11-23','{"date":"2026-11-23","gap":0,"issued":{},"minute":480}','api','',1795395600000,3600000,'boot-1',0,X'CF2ADEB5F58B70C42255E8D4AD045BCDB5945218524355496E59EE2B76009007');
INSERT INTO "event" VALUES('office','queue',3,'ticket_taken',1,'A001','{"channel":"kiosk","priority":false,"receipt":"3f08aace122ee2368432c1ca23a049bc640bafbf00fdf33a52429f38ba12dbf9","service":"A","ticket":"A001"}','api','',1795395600000,3600000,'boot-1',0,X'D4EFBFFE7E2EB04F6FB0D78FF7498AB70DCDFCAE522EEBA0F84EA14059BE53E3');
INSERT INTO "event" VALUES('office','queue',4,'ticket_taken',1,'A002','{"channel":"kiosk","priority":false,"receipt":"0f6bffa9661cb5dd2f3f7b2929f33061f58a7ba7fdd689530b1a306f8ed8f3ec","service":"A","ticket":"A002"}','api','',1795395600000,3600000,'boot-1',0,X'73FD92DE512C9FC21F4B668363C754A1AC2F94578F9CF7BCB7BC0C8393231024');
INSERT INTO "event" VALUES('office','queue',5,'ticket_taken',1,'B001','{"channel":"kiosk","priority":false,"receipt":"a2f2b0b588bcc84fbf4d2ac8cc086b6f84de3e00fa3c1ba11e38ac078eb03192","service":"B","ticket":"B001"}','api','',1795395600000,3600000,'boot-1',0,X'46CD4A8621AC71C7003DF64121DADF9B9367BF683FE1F0F91CDB5BD3C5111088');
INSERT INTO "event" VALUES('office','queue',6,'ticket_taken',1,'A003','{"channel":"kiosk","priority":false,"receipt":"0d59e266304dee1d75ac34fa01986a53b8097398a4e7e87b54b8b9732691dc98","service":"A","ticket":"A003"}','api','',1795395600000,3600000,'boot-1',0,X'C1D28D0E5D05DD50658615E75581DB493BBCC8A3758139D2E605BE63A2CD8DA1');
INSERT INTO "event" VALUES('office','queue',7,'counter_opened',1,'counter:1','{"counter":"1"}','api','',1795395720000,3720000,'boot-1',0,X'BD5AF8D39B242C5AAE5B5B8A581661DC5FA5918E4099B5C432C9E57621CE9776');
INSERT INTO "event" VALUES('office','queue',8,'ticket_called',1,'A001','{"counter":"1","service":"A","ticket":"A001"}','api','',1795395720000,3720000,'boot-1',0,X'0177AA5434CA8C5B95355CBC6B7B485A5883DF746D6B3EE04FD727115AB63ED5');
INSERT INTO "event" VALUES('office','queue',9,'call_speaking',1,'call:8','{"call":8}','api','',1795395725000,3725000,'boot-1',0,X'2CCC7F6252943A4C6BC98148DA689A2D3F6E275DCBF7AA2189CB9D0388CF40E4');
INSERT INTO "event" VALUES('office','queue',10,'call_spoken',1,'call:8','{"call":8}','api','',1795395730000,3730000,'boot-1',0,X'61EBA050728F3F4E6FD9DDC7799040AE5C123A92E3D8FB278FAD7FE33E321DD1');
INSERT INTO "event" VALUES('office','queue',11,'call_shown',1,'call:8','{"call":8}','api','',1795395735000,3735000,'boot-1',0,X'3E4207AFC4EA130416B4EE69CDB243931EFAE5703DDA8C99C187FB81A746E246');
INSERT INTO "event" VALUES('office','queue',12,'serving_started',1,'A001','{"counter":"1","ticket":"A001"}','api','',1795395740000,3740000,'boot-1',0,X'B819186A1B7C5C1A41915C11A889438882A60DC33B5B5DF3CA64A01C877EE1B3');
INSERT INTO "event" VALUES('office','queue',13,'ticket_finished',1,'A001','{"counter":"1","ticket":"A001","why":"served"}','api','',1795395745000,3745000,'boot-1',0,X'30BA670AA7C0D1983281F5B811256FCCFDC330EB9F19DFA02516A92EFA2E0229');
INSERT INTO "event" VALUES('office','queue',14,'ticket_called',1,'A002','{"counter":"1","service":"A","ticket":"A002"}','api','',1795395865000,3865000,'boot-1',0,X'22199FD3B8188096C065F04FE783934FAD3667F0A5026D901C417BDA0C21C3C6');
INSERT INTO "event" VALUES('office','queue',15,'call_speaking',1,'call:14','{"call":14}','api','',1795395870000,3870000,'boot-1',0,X'36A5C01CC503F886F39C18C68092C9A778FBDC6B8AA04FDE0E25BE4522A44EE8');
INSERT INTO "event" VALUES('office','queue',16,'call_spoken',1,'call:14','{"call":14}','api','',1795395875000,3875000,'boot-1',0,X'A1A5CF7A90F4D404DB65622FF5D913E676DED423198FA0A5FDDE05B9DF18FF3C');
INSERT INTO "event" VALUES('office','queue',17,'call_shown',1,'call:14','{"call":14}','api','',1795395880000,3880000,'boot-1',0,X'145280567344687DD403E52F862F636C85EA056010794D36782748A073A07964');
INSERT INTO "event" VALUES('office','queue',18,'ticket_recalled',1,'A002','{"call":14,"counter":"1","service":"A","ticket":"A002"}','api','',1795395885000,3885000,'boot-1',0,X'46FD619EAFC4961FB32F0AA2EB7B05E8CD399942493F1D578434FD2B1AB9D859');
INSERT INTO "event" VALUES('office','queue',19,'ticket_missed',1,'A002','{"counter":"1","ticket":"A002"}','api','',1795395890000,3890000,'boot-1',0,X'E8AE6088499C70DD09493724E3FB88AAD8A2FB3DDEC9C2A46C7DB26B727A7466');
INSERT INTO "event" VALUES('office','queue',20,'ticket_cancelled',1,'B001','{"counter":"","ticket":"B001","why":"resident"}','api','',1795395890000,3890000,'boot-1',0,X'DD0DABF79F208E441BE2CD076A7A97C0FF42F81AE9B5655B8CDBB6F91F556039');
INSERT INTO "event" VALUES('office','queue',21,'ticket_cancelled',1,'A003','{"counter":"","ticket":"A003","why":"day_closed"}','api','',1795395890000,3890000,'boot-1',0,X'AF39C8FFCFA5758043D23F9D04C4535670DCF52065803BAAAC20CDB4DBC34CAF');
INSERT INTO "event" VALUES('office','queue',22,'day_closed',1,'day:2026-11-23','{"date":"2026-11-23"}','api','',1795395890000,3890000,'boot-1',0,X'EC16CFD6134348A41F7558472A0689957AC4EE1AA48D3DA3EF178FECCF433FA2');
INSERT INTO "event" VALUES('office','queue',23,'day_opened',1,'day:2026-11-24','{"date":"2026-11-24","gap":0,"issued":{},"minute":484}','api','',1795482290000,90290000,'boot-1',0,X'16B41D6D7317EE8CBC151AB25494604C745B20D474586AF02EBE1EB5DC2D8044');
INSERT INTO "event" VALUES('office','queue',24,'ticket_taken',1,'A001','{"channel":"kiosk","priority":false,"receipt":"6fcb1cf1b113a341db0fa49dc95fcb841140e6ef6e05ac4cf9b0a5b22a0f056c","service":"A","ticket":"A001"}','api','',1795482290000,90290000,'boot-1',0,X'22341C3A751A56060E48ED712F95B1B215814CB299F8BBC56E04A979E90DE824');
INSERT INTO "event" VALUES('office','queue',25,'ticket_taken',1,'B001','{"channel":"kiosk","priority":false,"receipt":"47076dea039ec9db94fc55694f6864a1cfe47d4f93e41c010e4521e3378888e5","service":"B","ticket":"B001"}','api','',1795482290000,90290000,'boot-1',0,X'5D3B7E019ABE244C759789E93D1A591376034DF4A87F8C3BC65028E7182BF303');
INSERT INTO "event" VALUES('office','queue',26,'counter_opened',1,'counter:1','{"counter":"1"}','api','',1795482290000,90290000,'boot-1',0,X'DAF47F79AE628ADE60570AEA3378892ACF9F464C3F764E6281D066998B33C46A');
INSERT INTO "event" VALUES('office','queue',27,'ticket_called',1,'A001','{"counter":"1","service":"A","ticket":"A001"}','api','',1795482290000,90290000,'boot-1',0,X'C0792EE5D72FF01B636D976FED933AB7B85B76A7358D6B17536DBF111AAE0198');
INSERT INTO "event" VALUES('office','queue',28,'serving_started',1,'A001','{"counter":"1","ticket":"A001"}','api','',1795482290000,90290000,'boot-1',0,X'0DF4C97002DE5B8D3653E69384324BEAF2B1525B798268D5F2CA3CF05900823D');
INSERT INTO "event" VALUES('office','queue',29,'counter_opened',1,'counter:2','{"counter":"2"}','api','',1795482290000,90290000,'boot-1',0,X'3F3A0092805BB66357EF15390796C88F189A5DA302200F043919227D0A304A27');
INSERT INTO "event" VALUES('office','queue',30,'ticket_called',1,'B001','{"counter":"2","service":"B","ticket":"B001"}','api','',1795482290000,90290000,'boot-1',0,X'D567D29EF3740BD5AA138D59E2AF4DA12ED14CC4F657927AE34B9E41205A6AEA');
INSERT INTO "event" VALUES('office','queue',31,'ticket_cancelled',1,'B001','{"counter":"2","ticket":"B001","why":"resident"}','api','',1795482290000,90290000,'boot-1',0,X'DECCF4AF6DBA9C745BD665E2DD6BDD5A9F9809C843B16E1B39F7389838687AB8');
INSERT INTO "event" VALUES('office','queue',32,'call_withdrawn',1,'call:30','{"call":30}','api','',1795482290000,90290000,'boot-1',0,X'08DA9399EB2AC54FF550D422AB2F437ED9F27775DE49B1EFB6069E682B75EF19');
INSERT INTO "event" VALUES('office','queue',33,'ticket_taken',1,'A002','{"channel":"kiosk","priority":true,"receipt":"e7c9583f202a49ecd684b04f6435a3cfa6788f8f541e9c09965a857802757b17","service":"A","ticket":"A002"}','api','',1795482290000,90290000,'boot-1',0,X'DFE28739CFBB3842906FE2DE26AE6FC1882915692CBAE289EB3A86C89CFF36C1');
CREATE TABLE meta (
            id INTEGER PRIMARY KEY CHECK (id = 1), epoch TEXT NOT NULL, starts INTEGER NOT NULL
        ) STRICT;
INSERT INTO "meta" VALUES(1,'first',1);
CREATE TABLE service_day (
            seq INTEGER PRIMARY KEY, date TEXT NOT NULL, opened_ms INTEGER NOT NULL, closed_seq INTEGER NOT NULL
        ) STRICT;
INSERT INTO "service_day" VALUES(2,'2026-11-23',1795395600000,22);
INSERT INTO "service_day" VALUES(23,'2026-11-24',1795482290000,0);
CREATE TABLE session (
            id TEXT PRIMARY KEY, token_hash TEXT NOT NULL, device TEXT NOT NULL,
            left_ms INTEGER NOT NULL, boot TEXT NOT NULL, mono_ms INTEGER NOT NULL
        ) STRICT;
INSERT INTO "session" VALUES('s-1','hash-2','tv-1',1000,'boot',1);
CREATE TABLE setting (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT;
INSERT INTO "setting" VALUES('pin','argon');
INSERT INTO "setting" VALUES('epoch','first');
CREATE TABLE ticket (
            taken_seq INTEGER PRIMARY KEY, day INTEGER NOT NULL, number TEXT NOT NULL, service TEXT NOT NULL,
            priority INTEGER NOT NULL, channel TEXT NOT NULL, state TEXT NOT NULL, counter TEXT NOT NULL,
            receipt TEXT NOT NULL UNIQUE, calls INTEGER NOT NULL,
            called_seq INTEGER NOT NULL, started_seq INTEGER NOT NULL, ended_seq INTEGER NOT NULL,
            taken_ms INTEGER NOT NULL, called_ms INTEGER, started_ms INTEGER, ended_ms INTEGER,
            UNIQUE (day, number)
        ) STRICT;
INSERT INTO "ticket" VALUES(3,2,'A001','A',0,'kiosk','finished','1','3f08aace122ee2368432c1ca23a049bc640bafbf00fdf33a52429f38ba12dbf9',1,8,12,13,1795395600000,1795395720000,1795395740000,1795395745000);
INSERT INTO "ticket" VALUES(4,2,'A002','A',0,'kiosk','missed','1','0f6bffa9661cb5dd2f3f7b2929f33061f58a7ba7fdd689530b1a306f8ed8f3ec',2,14,0,19,1795395600000,1795395865000,NULL,1795395890000);
INSERT INTO "ticket" VALUES(5,2,'B001','B',0,'kiosk','cancelled','','a2f2b0b588bcc84fbf4d2ac8cc086b6f84de3e00fa3c1ba11e38ac078eb03192',0,0,0,20,1795395600000,NULL,NULL,1795395890000);
INSERT INTO "ticket" VALUES(6,2,'A003','A',0,'kiosk','cancelled','','0d59e266304dee1d75ac34fa01986a53b8097398a4e7e87b54b8b9732691dc98',0,0,0,21,1795395600000,NULL,NULL,1795395890000);
INSERT INTO "ticket" VALUES(24,23,'A001','A',0,'kiosk','serving','1','6fcb1cf1b113a341db0fa49dc95fcb841140e6ef6e05ac4cf9b0a5b22a0f056c',1,27,28,0,1795482290000,1795482290000,1795482290000,NULL);
INSERT INTO "ticket" VALUES(25,23,'B001','B',0,'kiosk','cancelled','2','47076dea039ec9db94fc55694f6864a1cfe47d4f93e41c010e4521e3378888e5',1,30,0,31,1795482290000,1795482290000,NULL,1795482290000);
INSERT INTO "ticket" VALUES(33,23,'A002','A',1,'kiosk','waiting','','e7c9583f202a49ecd684b04f6435a3cfa6788f8f541e9c09965a857802757b17',0,0,0,0,1795482290000,NULL,NULL,NULL);
CREATE INDEX event_day_opened ON event (office, stream, seq) WHERE kind = 'day_opened';
CREATE INDEX event_office_configured ON event (office, stream, seq) WHERE kind = 'office_configured';
COMMIT;
