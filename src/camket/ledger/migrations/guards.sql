-- What may happen to the ledger's tables, whoever is connected.
-- * ledger_move and ledger_open_log run as the owner of the tables; they are the only writers of leaves,
--   refs, tiles and heads. The flag camket.ledger_moving lasts for the call; setting it without being the
--   owner opens nothing.
-- * Rows of leaves, refs, tiles and checkpoints are never changed or removed, not even by the owner's mistake.

CREATE FUNCTION ledger_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'ledger: % on % is refused', TG_OP, TG_TABLE_NAME USING ERRCODE = 'insufficient_privilege';
END $$;

CREATE FUNCTION ledger_by_function() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF current_setting('camket.ledger_moving', true) IS DISTINCT FROM 'on'
       OR current_user <> (SELECT pg_get_userbyid(relowner) FROM pg_class WHERE oid = TG_RELID) THEN
        RAISE EXCEPTION 'ledger: % on % is refused', TG_OP, TG_TABLE_NAME USING ERRCODE = 'insufficient_privilege';
    END IF;
    RETURN NULL;
END $$;

CREATE FUNCTION ledger_forward() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF (NEW.log, NEW.origin, NEW.vkey) IS DISTINCT FROM (OLD.log, OLD.origin, OLD.vkey) OR NEW.size <= OLD.size THEN
        RAISE EXCEPTION 'ledger: a head moves forward only' USING ERRCODE = 'insufficient_privilege';
    END IF;
    RETURN NEW;
END $$;

CREATE TRIGGER pending_keep BEFORE UPDATE OR TRUNCATE ON ledger_pending
    FOR EACH STATEMENT EXECUTE FUNCTION ledger_refuse();
CREATE TRIGGER pending_move BEFORE DELETE ON ledger_pending
    FOR EACH STATEMENT EXECUTE FUNCTION ledger_by_function();

CREATE TRIGGER leaf_keep BEFORE UPDATE OR DELETE OR TRUNCATE ON ledger_leaf
    FOR EACH STATEMENT EXECUTE FUNCTION ledger_refuse();
CREATE TRIGGER leaf_move BEFORE INSERT ON ledger_leaf
    FOR EACH STATEMENT EXECUTE FUNCTION ledger_by_function();

CREATE TRIGGER ref_keep BEFORE UPDATE OR DELETE OR TRUNCATE ON ledger_ref
    FOR EACH STATEMENT EXECUTE FUNCTION ledger_refuse();
CREATE TRIGGER ref_move BEFORE INSERT ON ledger_ref
    FOR EACH STATEMENT EXECUTE FUNCTION ledger_by_function();

CREATE TRIGGER tile_keep BEFORE UPDATE OR DELETE OR TRUNCATE ON ledger_tile
    FOR EACH STATEMENT EXECUTE FUNCTION ledger_refuse();
CREATE TRIGGER tile_move BEFORE INSERT ON ledger_tile
    FOR EACH STATEMENT EXECUTE FUNCTION ledger_by_function();

CREATE TRIGGER head_keep BEFORE DELETE OR TRUNCATE ON ledger_head
    FOR EACH STATEMENT EXECUTE FUNCTION ledger_refuse();
CREATE TRIGGER head_move BEFORE INSERT OR UPDATE ON ledger_head
    FOR EACH STATEMENT EXECUTE FUNCTION ledger_by_function();
CREATE TRIGGER head_forward BEFORE UPDATE ON ledger_head
    FOR EACH ROW EXECUTE FUNCTION ledger_forward();

CREATE TRIGGER checkpoint_keep BEFORE UPDATE OR DELETE OR TRUNCATE ON ledger_checkpoint
    FOR EACH STATEMENT EXECUTE FUNCTION ledger_refuse();

-- Hashes don't compress: no time is spent trying.
ALTER TABLE ledger_tile ALTER COLUMN data SET STORAGE EXTERNAL;

CREATE FUNCTION ledger_open_log(p_log int, p_origin text, p_vkey text, p_now timestamptz) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER AS $$
BEGIN
    PERFORM set_config('camket.ledger_moving', 'on', true);
    IF p_log <= coalesce((SELECT max(log) FROM ledger_head), 0) THEN
        RAISE EXCEPTION 'ledger: logs are numbered upwards' USING ERRCODE = 'insufficient_privilege';
    END IF;
    INSERT INTO ledger_head (log, origin, vkey, size, root, moved_at)
    VALUES (p_log, p_origin, p_vkey, 0, sha256(''::bytea), p_now);
    PERFORM set_config('camket.ledger_moving', 'off', true);
END $$;

-- Takes the waiting rows p_ids, in that order, to the places from p_size on; all or nothing.
CREATE FUNCTION ledger_move(
    p_log int, p_size bigint, p_ids bigint[], p_root bytea, p_now timestamptz,
    p_levels int[], p_numbers bigint[], p_roots bytea[], p_datas bytea[]
) RETURNS bigint
LANGUAGE plpgsql SECURITY DEFINER AS $$
DECLARE
    held bigint;
    moved bigint;
BEGIN
    PERFORM set_config('camket.ledger_moving', 'on', true);
    SELECT size INTO held FROM ledger_head WHERE log = p_log FOR UPDATE;
    IF held IS DISTINCT FROM p_size OR p_log <> (SELECT max(log) FROM ledger_head) THEN
        RAISE EXCEPTION 'ledger: the head has moved' USING ERRCODE = 'serialization_failure';
    END IF;
    WITH asked AS (
        SELECT id, n FROM unnest(p_ids) WITH ORDINALITY AS given(id, n)
    ), gone AS (
        DELETE FROM ledger_pending AS p USING asked WHERE p.id = asked.id
        RETURNING asked.n, p.entry_id, p.data, p.refs
    ), named AS (
        INSERT INTO ledger_ref (ref, log, idx)
        SELECT DISTINCT r, p_log, p_size + gone.n - 1 FROM gone, unnest(gone.refs) AS r
    ), put AS (
        INSERT INTO ledger_leaf (log, idx, entry_id, data)
        SELECT p_log, p_size + n - 1, entry_id, data FROM gone ORDER BY n
        RETURNING 1
    )
    SELECT count(*) INTO moved FROM put;
    IF moved <> cardinality(p_ids) THEN
        RAISE EXCEPTION 'ledger: waiting rows have gone' USING ERRCODE = 'serialization_failure';
    END IF;
    INSERT INTO ledger_tile (log, level, number, root, data)
    SELECT p_log, l, n, r, d FROM unnest(p_levels, p_numbers, p_roots, p_datas) AS full_tile(l, n, r, d);
    UPDATE ledger_head SET size = p_size + moved, root = p_root, moved_at = p_now WHERE log = p_log;
    PERFORM set_config('camket.ledger_moving', 'off', true);
    RETURN p_size + moved;
END $$;

-- A function that runs as the owner must not find a caller's own tables in front of the ledger's.
DO $$ BEGIN
    EXECUTE format('ALTER FUNCTION ledger_open_log SET search_path = %I, pg_temp', current_schema());
    EXECUTE format('ALTER FUNCTION ledger_move SET search_path = %I, pg_temp', current_schema());
END $$;
