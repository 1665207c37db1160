-- +goose Up
CREATE TABLE people_version (
    id      INTEGER PRIMARY KEY CHECK (id = 1),
    version BIGINT NOT NULL
);
INSERT INTO people_version VALUES (1, 1);
-- +goose StatementBegin
CREATE TRIGGER users_inserted AFTER INSERT ON users BEGIN UPDATE people_version SET version = version + 1; END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER users_updated AFTER UPDATE ON users BEGIN UPDATE people_version SET version = version + 1; END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER users_deleted AFTER DELETE ON users BEGIN UPDATE people_version SET version = version + 1; END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER user_roles_inserted AFTER INSERT ON user_roles BEGIN UPDATE people_version SET version = version + 1; END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER user_roles_updated AFTER UPDATE ON user_roles BEGIN UPDATE people_version SET version = version + 1; END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER user_roles_deleted AFTER DELETE ON user_roles BEGIN UPDATE people_version SET version = version + 1; END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER teams_inserted AFTER INSERT ON teams BEGIN UPDATE people_version SET version = version + 1; END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER teams_updated AFTER UPDATE ON teams BEGIN UPDATE people_version SET version = version + 1; END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER teams_deleted AFTER DELETE ON teams BEGIN UPDATE people_version SET version = version + 1; END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER memberships_inserted AFTER INSERT ON memberships BEGIN UPDATE people_version SET version = version + 1; END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER memberships_updated AFTER UPDATE ON memberships BEGIN UPDATE people_version SET version = version + 1; END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER memberships_deleted AFTER DELETE ON memberships BEGIN UPDATE people_version SET version = version + 1; END;
-- +goose StatementEnd
