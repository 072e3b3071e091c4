-- Credentials that administrators gave us to keep. See io.maas.store.postgres.SecretCipher.

create table secrets (
    namespace  text        not null,
    name       text        not null,
    key        text        not null,
    -- Which master key it is sealed with: of its digest, never of itself.
    key_id     text        not null,
    -- Nonce, ciphertext and tag of AES-256-GCM, in base64.
    sealed     text        not null,
    changed_at timestamptz not null default now(),
    primary key (namespace, name, key)
);
