WITH met_list_employment AS (
  SELECT
    list_employment.subject AS k1
  FROM list_employment
  WHERE
    list_employment.certain
    AND (
      list_employment.employer IN (1, 2)
      AND list_employment.place = 1
      AND (
        list_employment.period_start_hi <= 724703
        AND 724347 <= list_employment.period_end_lo
      )
    )
), met_list_household_member AS (
  SELECT
    matters.key AS k1
  FROM matters
  JOIN list_household_member
    ON list_household_member.subject = matters.person
  WHERE
    list_household_member.certain
    AND (
      (
        list_household_member.shared_home_start_hi <= matters.conduct_start_lo
        AND matters.conduct_end_hi <= list_household_member.shared_home_end_lo
      )
      AND (
        list_household_member.family_or_other_unit = 1
        AND list_household_member.private_dwelling = 1
        AND list_household_member.only_or_main_residence = 1
        AND list_household_member.shared_living_rooms = 1
        AND list_household_member.shared_cooking = 1
      )
      AND list_household_member.person IN (
        SELECT
          met_list_employment.k1
        FROM met_list_employment
      )
    )
), met_list_relative AS (
  SELECT
    list_relative.subject AS k1
  FROM list_relative
  WHERE
    list_relative.certain
    AND (
      list_relative.relation BETWEEN 1 AND 3
      AND list_relative.person IN (
        SELECT
          met_list_employment.k1
        FROM met_list_employment
      )
    )
), gathered AS (
  SELECT
    matters.key AS c1,
    matters.finding AS c2,
    matters.person IN (
      SELECT
        met_list_employment.k1
      FROM met_list_employment
    ) AS c3,
    matters.key IN (
      SELECT
        met_list_household_member.k1
      FROM met_list_household_member
    ) AS c4,
    matters.person IN (
      SELECT
        met_list_relative.k1
      FROM met_list_relative
    ) AS c5,
    matters.court AS c6,
    matters.conduct_start_lo AS c7,
    matters.conduct_end_hi AS c8,
    matters.offence AS c9,
    matters.during_activity AS c10,
    matters.during_ancillary_activity AS c11,
    matters.unrelated_reason AS c12,
    matters.response AS c13,
    matters.hardship AS c14
  FROM matters
)
SELECT
  stands.key AS key,
  stands.recorded AS recorded,
  CAST(CASE WHEN stands.yes_1 THEN 1 WHEN stands.no_1 THEN 2 ELSE 3 END AS TINYINT) AS outcome_1
FROM (
  SELECT
    gathered.c1 AS key,
    NOT gathered.c2 >= 6 AS recorded,
    (
      gathered.c3 OR gathered.c4 OR gathered.c5
    )
    AND gathered.c2 BETWEEN 1 AND 4
    AND gathered.c6 = 1
    AND (
      724347 <= gathered.c7 AND gathered.c8 <= 724703
    )
    AND (
      (
        gathered.c9 BETWEEN 1 AND 4
        AND (
          (
            (
              gathered.c10 = 1 OR gathered.c11 = 1
            ) AND gathered.c12 = 2
          )
          OR (
            gathered.c13 = 1 AND gathered.c12 = 2
          )
        )
      )
      OR (
        gathered.c9 = 5 AND gathered.c14 = 1
      )
    ) AS yes_1,
    gathered.c2 >= 6
    OR gathered.c6 >= 2
    OR (
      gathered.c7 > 724703 OR 724347 > gathered.c8
    )
    OR (
      (
        (
          gathered.c9 = 5 OR gathered.c9 >= 22
        )
        OR (
          (
            (
              gathered.c10 = 2 AND gathered.c11 = 2
            ) OR gathered.c12 = 1
          )
          AND (
            gathered.c13 >= 3 OR gathered.c12 = 1
          )
        )
      )
      AND (
        (
          gathered.c9 BETWEEN 1 AND 4 OR gathered.c9 BETWEEN 6 AND 21 OR gathered.c9 >= 26
        )
        OR gathered.c14 = 2
      )
    ) AS no_1
  FROM gathered
) AS stands
