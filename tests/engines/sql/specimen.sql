WITH met_list_employment AS (
  SELECT
    list_employment.subject AS k1,
    TRUE AS met
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
  GROUP BY
    list_employment.subject
), met_list_household_member AS (
  SELECT
    matters.key AS k1,
    TRUE AS met
  FROM matters
  JOIN list_household_member
    ON list_household_member.subject = matters.person
  LEFT JOIN met_list_employment AS met_list_employment_3
    ON met_list_employment_3.k1 = list_household_member.person
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
      AND NOT met_list_employment_3.met IS NULL
    )
  GROUP BY
    matters.key
), met_list_relative AS (
  SELECT
    list_relative.subject AS k1,
    TRUE AS met
  FROM list_relative
  LEFT JOIN met_list_employment AS met_list_employment_4
    ON met_list_employment_4.k1 = list_relative.person
  WHERE
    list_relative.certain
    AND (
      list_relative.relation BETWEEN 1 AND 3 AND NOT met_list_employment_4.met IS NULL
    )
  GROUP BY
    list_relative.subject
)
SELECT
  stands.key AS key,
  stands.recorded AS recorded,
  CAST(CASE WHEN stands.yes_1 THEN 1 WHEN stands.no_1 THEN 2 ELSE 3 END AS TINYINT) AS outcome_1
FROM (
  SELECT
    matters.key AS key,
    NOT matters.finding >= 6 AS recorded,
    (
      NOT met_list_employment_2.met IS NULL
      OR NOT met_list_household_member_2.met IS NULL
      OR NOT met_list_relative_2.met IS NULL
    )
    AND matters.finding BETWEEN 1 AND 4
    AND matters.court = 1
    AND (
      724347 <= matters.conduct_start_lo AND matters.conduct_end_hi <= 724703
    )
    AND (
      (
        matters.offence BETWEEN 1 AND 4
        AND (
          (
            (
              matters.during_activity = 1 OR matters.during_ancillary_activity = 1
            )
            AND matters.unrelated_reason = 2
          )
          OR (
            matters.response = 1 AND matters.unrelated_reason = 2
          )
        )
      )
      OR (
        matters.offence = 5 AND matters.hardship = 1
      )
    ) AS yes_1,
    matters.finding >= 6
    OR matters.court >= 2
    OR (
      matters.conduct_start_lo > 724703 OR 724347 > matters.conduct_end_hi
    )
    OR (
      (
        (
          matters.offence = 5 OR matters.offence >= 22
        )
        OR (
          (
            (
              matters.during_activity = 2 AND matters.during_ancillary_activity = 2
            )
            OR matters.unrelated_reason = 1
          )
          AND (
            matters.response >= 3 OR matters.unrelated_reason = 1
          )
        )
      )
      AND (
        (
          matters.offence BETWEEN 1 AND 4
          OR matters.offence BETWEEN 6 AND 21
          OR matters.offence >= 26
        )
        OR matters.hardship = 2
      )
    ) AS no_1
  FROM matters
  LEFT JOIN met_list_employment AS met_list_employment_2
    ON met_list_employment_2.k1 = matters.person
  LEFT JOIN met_list_household_member AS met_list_household_member_2
    ON met_list_household_member_2.k1 = matters.key
  LEFT JOIN met_list_relative AS met_list_relative_2
    ON met_list_relative_2.k1 = matters.person
) AS stands
