-- Who responded is people alone now, so what is counted is worked out anew when somebody asks next.
UPDATE "incidents" SET "past_seq" = 0 WHERE "past_seq" > 0;
