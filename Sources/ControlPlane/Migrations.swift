import SQL

/// The tables, in the order in which they came to be. A migration that was published is never edited: add another.
///
/// Integers have 64 bits, times are microseconds since 1970, texts that hold JSON say so.
/// `records`, `served` and `changes` do not declare their references: they are written by the change log alone, and
/// a look-up in the parent at each row would be paid on every write.
enum Migrations {
    static let all: [Migration] = [
        Migration(version: 1, name: "the house", sql: store + people + domains + records + changes),
        Migration(version: 2, name: "people and claims", sql: sessions + organizations + claims + activity),
    ]

    private static let store = [
        // One row. `epoch` is drawn anew by a restore, so that no follower trusts a cursor from another past.
        """
        create table store (
            id integer primary key,
            epoch text not null,
            sequence bigint not null,
            created_at bigint not null)
        """
    ]

    private static let people = [
        // `quotas` is JSON.
        """
        create table organizations (
            id {identity},
            name text not null,
            require_2fa bigint not null default 0,
            suspended bigint not null default 0,
            quotas text,
            version bigint not null default 1,
            created_at bigint not null,
            updated_at bigint not null)
        """,
        // `email` in lower case; `password` as PasswordHash writes it, with its parameters.
        """
        create table users (
            id {identity},
            email text not null unique,
            name text not null,
            password text not null,
            operator bigint not null default 0,
            suspended bigint not null default 0,
            version bigint not null default 1,
            created_at bigint not null,
            updated_at bigint not null)
        """,
        // `permissions` is JSON; null is no limit beyond the role's.
        """
        create table members (
            organization bigint not null references organizations (id),
            user_id bigint not null references users (id),
            role text not null,
            permissions text,
            created_at bigint not null,
            primary key (organization, user_id)) {clustered}
        """,
        "create index members_user on members (user_id)",
        // `hash` is SHA-256 of the plain token. `limited`: to the organizations listed, even when none is left.
        """
        create table api_tokens (
            id {identity},
            user_id bigint not null references users (id),
            name text not null,
            hash {blob} not null unique,
            limited bigint not null default 0,
            permissions text,
            expires_at bigint,
            last_used_at bigint,
            created_at bigint not null,
            unique (user_id, name))
        """,
        """
        create table api_token_organizations (
            token bigint not null references api_tokens (id) on delete cascade,
            organization bigint not null references organizations (id),
            primary key (token, organization)) {clustered}
        """,
    ]

    private static let domains = [
        // `name` in A-labels without final dot. `provider` null is the built-in one. `nameservers` (a JSON array) and
        // the soa columns are null where the default holds; `settings` tells under which of the operator's settings
        // the apex in `served` was worked out. `version` counts changes of the settings, `number` all changes.
        """
        create table domains (
            id {identity},
            uuid text not null unique,
            organization bigint not null references organizations (id),
            name text not null,
            status text not null,
            provider bigint,
            nameservers text,
            soa_mname text,
            soa_rname text,
            soa_refresh bigint,
            soa_retry bigint,
            soa_expire bigint,
            soa_minimum bigint,
            soa_ttl bigint,
            settings bigint not null,
            number bigint not null,
            serial bigint not null,
            record_count bigint not null,
            version bigint not null,
            created_at bigint not null,
            updated_at bigint not null,
            deleted_at bigint)
        """,
        // A deleted domain keeps its rows for undelete, while its name is free at once.
        "create unique index domains_name on domains (name) where status <> 'deleted'",
        "create index domains_organization on domains (organization, name)",
        // The serial that a name had when it was last served here: the next domain of that name goes on from it.
        """
        create table last_serials (
            name text primary key,
            serial bigint not null) {clustered}
        """,
    ]

    private static let records = [
        // `type` is the API's number, `canonical` the canonical RDATA (or the value's octets where there is no RR).
        // `staged` is 0, or the large change that put the row there and is not seen yet.
        """
        create table records (
            id {identity},
            domain bigint not null,
            name text not null,
            type bigint not null,
            ttl bigint not null,
            value text not null,
            canonical {blob} not null,
            weight bigint,
            priority bigint,
            port bigint,
            flags bigint,
            tag text,
            monitor_type bigint,
            monitor_status bigint,
            comment text,
            version bigint not null,
            created_at bigint not null,
            updated_at bigint not null,
            staged bigint not null default 0)
        """,
        "create unique index records_content on records (domain, name, type, canonical, staged)",
        "create index records_page on records (domain, id)",
        // What all deltas of a domain add up to, without the SOA, which `domains` holds. `owner` is the owner's labels
        // in wire form, without the apex; `type` is the RR type's code.
        """
        create table served (
            domain bigint not null,
            owner {blob} not null,
            type bigint not null,
            rdata {blob} not null,
            staged bigint not null default 0,
            ttl bigint not null,
            primary key (domain, owner, type, rdata, staged)) {clustered}
        """,
    ]

    private static let changes = [
        // `edits` is JSON, `delta` the resource records as Delta writes them; each is null where that face is empty.
        """
        create table changes (
            sequence bigint primary key,
            domain bigint not null,
            number bigint not null,
            serial bigint not null,
            state text not null,
            actor_type text not null,
            actor_id bigint,
            actor_name text,
            origin text not null,
            message text,
            edits {blob},
            delta {blob},
            created_at bigint not null,
            unique (domain, number))
        """,
        """
        create table receipts (
            sequence bigint not null,
            server text not null,
            served_at bigint not null,
            primary key (sequence, server)) {clustered}
        """,
    ]

    private static let sessions = [
        // `totp_secret` is sealed; it counts once confirmed. `totp_step` is the last one that was used.
        "alter table users add column totp_secret {blob}",
        "alter table users add column totp_confirmed_at bigint",
        "alter table users add column totp_step bigint not null default 0",
        """
        create table recovery_codes (
            user_id bigint not null references users (id) on delete cascade,
            hash {blob} not null,
            primary key (user_id, hash)) {clustered}
        """,
        // A login and all that came of it. `id` is random, and stands in its access tokens.
        """
        create table sessions (
            id text primary key,
            user_id bigint not null references users (id) on delete cascade,
            created_at bigint not null,
            used_at bigint not null,
            expires_at bigint not null,
            address text,
            user_agent text) {clustered}
        """,
        "create index sessions_user on sessions (user_id)",
        // A used one stays as long as its session: who shows it again has stolen it, or was stolen from.
        """
        create table refresh_tokens (
            hash {blob} primary key,
            session text not null references sessions (id) on delete cascade,
            used_at bigint,
            created_at bigint not null) {clustered}
        """,
        "create index refresh_tokens_session on refresh_tokens (session)",
        """
        create table password_resets (
            hash {blob} primary key,
            user_id bigint not null references users (id) on delete cascade,
            created_at bigint not null,
            expires_at bigint not null) {clustered}
        """,
        // `secret` is sealed. The newest signs; those retired still verify until `expires_at`.
        """
        create table signing_keys (
            id text primary key,
            secret {blob} not null,
            created_at bigint not null,
            expires_at bigint) {clustered}
        """,
    ]

    private static let organizations = [
        """
        create table invitations (
            id {identity},
            organization bigint not null references organizations (id) on delete cascade,
            email text not null,
            role text not null,
            permissions text,
            hash {blob} not null unique,
            invited_by bigint not null,
            created_at bigint not null,
            expires_at bigint not null,
            unique (organization, email))
        """,
        "create index api_token_organizations_organization on api_token_organizations (organization)",
        "alter table members add column version bigint not null default 1",
        "alter table members add column updated_at bigint not null default 0",
        "update members set updated_at = created_at",
        // What a quota of domains counts.
        "create index domains_counted on domains (organization) where status <> 'deleted'",
    ]

    private static let claims = [
        // Several organizations may claim a name; one of them has it.
        "drop index domains_name",
        "create unique index domains_name on domains (name) where status in ('active', 'suspended')",
        "create index domains_pending on domains (name) where status = 'pending'",
        // `place`: the labels from the root down, each with a dot behind it, so that the names below one lie together.
        "alter table domains add column place {blob}",
        "create index domains_place on domains (place, organization) where status in ('active', 'suspended')",
        // `claim` is the text of the TXT that proves a pending domain, given for this claim alone.
        "alter table domains add column claim text",
        "alter table domains add column claim_expires_at bigint",
        "create index domains_claims on domains (claim_expires_at) where status = 'pending'",
        // `offered_to` is the organization that may take the domain over; nobody may where there was none then, though it
        // reads the same.
        "alter table domains add column offered_to bigint",
        "alter table domains add column offered_at bigint",
        "alter table domains add column offer_void bigint not null default 0",
        "create index domains_offered on domains (offered_to) where offered_to is not null",
        // `delegation` is JSON: what the parent was last seen to say, at `checked_at`; 0: never.
        "alter table domains add column delegation text",
        "alter table domains add column checked_at bigint not null default 0",
        "create index domains_checked on domains (checked_at) where status in ('active', 'pending')",
        "create index domains_deleted on domains (deleted_at) where status = 'deleted'",
        // `organization` may hold `name`, which stands above or below `domain`; not where it is `void`, as an offer.
        """
        create table consents (
            id {identity},
            domain bigint not null references domains (id) on delete cascade,
            name text not null,
            organization bigint not null,
            granted_by bigint not null,
            void bigint not null default 0,
            created_at bigint not null,
            unique (domain, name, organization))
        """,
    ]

    private static let activity = [
        // What was done beside the changes of domains, which the log has. `organization` null: a person's own doing,
        // which concerns each organization of that person. `details` is JSON, never with a secret in it.
        """
        create table activity (
            id {identity},
            organization bigint,
            user_id bigint,
            action text not null,
            actor_type text not null,
            actor_id bigint,
            actor_name text,
            subject text,
            details text,
            address text,
            created_at bigint not null)
        """,
        "create index activity_organization on activity (organization, created_at, id)",
        "create index activity_user on activity (user_id, created_at, id) where organization is null",
        "create index changes_domain_time on changes (domain, created_at)",
        // `shown_to` is the organization in whose activity a change stands, which a later transfer of its domain does not
        // alter; null where nobody asked for it.
        "alter table changes add column shown_to bigint",
        """
        update changes set shown_to = (select d.organization from domains d where d.id = changes.domain)
        where edits is not null
        """,
        "create index changes_shown on changes (shown_to, created_at, sequence) where shown_to is not null",
    ]
}
