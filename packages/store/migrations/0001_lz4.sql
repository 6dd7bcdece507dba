-- Large texts are packed with lz4, which is several times faster than the default. A server that was built without it keeps
-- the default and works the same.
DO $$
BEGIN
  ALTER TABLE "inbox" ALTER COLUMN "raw" SET COMPRESSION lz4;
  ALTER TABLE "incidents" ALTER COLUMN "state" SET COMPRESSION lz4;
  ALTER TABLE "events" ALTER COLUMN "body" SET COMPRESSION lz4;
EXCEPTION WHEN feature_not_supported THEN
  NULL;
END $$;
