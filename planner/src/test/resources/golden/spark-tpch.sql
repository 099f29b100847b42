-- q1
SELECT
  t2.c0 AS `l_returnflag`,
  t2.c1 AS `l_linestatus`,
  t2.c2 AS `sum_qty`,
  t2.c3 AS `sum_base_price`,
  t2.c4 AS `sum_disc_price`,
  t2.c5 AS `sum_charge`,
  t2.c6 AS `avg_qty`,
  t2.c7 AS `avg_price`,
  t2.c8 AS `avg_disc`,
  t2.c9 AS `count_order`
FROM (
  SELECT
    t1.c0 AS c0,
    t1.c1 AS c1,
    t1.c2 AS c2,
    t1.c3 AS c3,
    t1.c4 AS c4,
    t1.c5 AS c5,
    t1.c6 AS c6,
    t1.c7 AS c7,
    t1.c8 AS c8,
    t1.c9 AS c9
  FROM (
    SELECT
      t0.`l_returnflag` AS c0,
      t0.`l_linestatus` AS c1,
      CAST(sum(t0.`l_quantity`) AS DECIMAL(38,2)) AS c2,
      CAST(sum(t0.`l_extendedprice`) AS DECIMAL(38,2)) AS c3,
      CAST(sum(CAST((t0.`l_extendedprice` * CAST((CAST(1 AS DECIMAL(16,2)) - t0.`l_discount`) AS DECIMAL(16,2))) AS DECIMAL(18,4))) AS DECIMAL(38,4)) AS c4,
      CAST(sum(CAST((CAST((t0.`l_extendedprice` * CAST((CAST(1 AS DECIMAL(16,2)) - t0.`l_discount`) AS DECIMAL(16,2))) AS DECIMAL(18,4)) * CAST((CAST(1 AS DECIMAL(16,2)) + t0.`l_tax`) AS DECIMAL(16,2))) AS DECIMAL(18,6))) AS DECIMAL(38,6)) AS c5,
      (CAST(sum(t0.`l_quantity`) AS DOUBLE) / nullif(count(t0.`l_quantity`), 0L)) AS c6,
      (CAST(sum(t0.`l_extendedprice`) AS DOUBLE) / nullif(count(t0.`l_extendedprice`), 0L)) AS c7,
      (CAST(sum(t0.`l_discount`) AS DOUBLE) / nullif(count(t0.`l_discount`), 0L)) AS c8,
      count(*) AS c9
    FROM `main`.`lineitem` t0
    WHERE (t0.`l_shipdate` <= CAST('1998-09-02' AS DATE))
    GROUP BY t0.`l_returnflag`, t0.`l_linestatus`) t1) t2
ORDER BY t2.c0 ASC NULLS LAST, t2.c1 ASC NULLS LAST;
-- q2
SELECT
  t18.c0 AS `s_acctbal`,
  t18.c1 AS `s_name`,
  t18.c2 AS `n_name`,
  t18.c3 AS `p_partkey`,
  t18.c4 AS `p_mfgr`,
  t18.c5 AS `s_address`,
  t18.c6 AS `s_phone`,
  t18.c7 AS `s_comment`
FROM (
  SELECT
    t17.c6 AS c0,
    t17.c7 AS c1,
    t17.c16 AS c2,
    t17.c0 AS c3,
    t17.c3 AS c4,
    t17.c8 AS c5,
    t17.c9 AS c6,
    t17.c10 AS c7
  FROM (
    WITH q31 AS (
      SELECT
        t0.`p_partkey` AS c0,
        t0.`p_size` AS c1,
        t0.`p_type` AS c2,
        t0.`p_mfgr` AS c3,
        t1.`s_suppkey` AS c4,
        t1.`s_nationkey` AS c5,
        t1.`s_acctbal` AS c6,
        t1.`s_name` AS c7,
        t1.`s_address` AS c8,
        t1.`s_phone` AS c9,
        t1.`s_comment` AS c10,
        t2.`ps_partkey` AS c11,
        t2.`ps_suppkey` AS c12,
        t2.`ps_supplycost` AS c13,
        t3.`n_nationkey` AS c14,
        t3.`n_regionkey` AS c15,
        t3.`n_name` AS c16,
        t4.`r_regionkey` AS c17,
        t4.`r_name` AS c18
      FROM `main`.`part` t0
      CROSS JOIN `main`.`supplier` t1
      CROSS JOIN `main`.`partsupp` t2
      CROSS JOIN `main`.`nation` t3
      CROSS JOIN `main`.`region` t4
      WHERE (t0.`p_partkey` = t2.`ps_partkey`)
        AND (t1.`s_suppkey` = t2.`ps_suppkey`)
        AND (t0.`p_size` = 15)
        AND (t0.`p_type` LIKE '%BRASS')
        AND (t1.`s_nationkey` = t3.`n_nationkey`)
        AND (t3.`n_regionkey` = t4.`r_regionkey`)
        AND (t4.`r_name` = 'EUROPE'))
    SELECT
      t16.c0 AS c0,
      t16.c1 AS c1,
      t16.c2 AS c2,
      t16.c3 AS c3,
      t16.c4 AS c4,
      t16.c5 AS c5,
      t16.c6 AS c6,
      t16.c7 AS c7,
      t16.c8 AS c8,
      t16.c9 AS c9,
      t16.c10 AS c10,
      t16.c11 AS c11,
      t16.c12 AS c12,
      t16.c13 AS c13,
      t16.c14 AS c14,
      t16.c15 AS c15,
      t16.c16 AS c16,
      t16.c17 AS c17,
      t16.c18 AS c18,
      t16.c19 AS c19
    FROM (
      WITH q29 AS (
        SELECT t5.c0 AS c0
        FROM q31 t5
        GROUP BY t5.c0)
      SELECT
        t6.c0 AS c0,
        t6.c1 AS c1,
        t6.c2 AS c2,
        t6.c3 AS c3,
        t6.c4 AS c4,
        t6.c5 AS c5,
        t6.c6 AS c6,
        t6.c7 AS c7,
        t6.c8 AS c8,
        t6.c9 AS c9,
        t6.c10 AS c10,
        t6.c11 AS c11,
        t6.c12 AS c12,
        t6.c13 AS c13,
        t6.c14 AS c14,
        t6.c15 AS c15,
        t6.c16 AS c16,
        t6.c17 AS c17,
        t6.c18 AS c18,
        CASE WHEN t15.c2 > 1 THEN raise_error('More than one row returned by a subquery used as an expression') ELSE t15.c0 END AS c19
      FROM q31 t6
      LEFT JOIN (
        SELECT t14.c0 AS c0, t14.c1 AS c1, count(*) OVER (PARTITION BY t14.c1) AS c2
        FROM (
          SELECT t13.c1 AS c0, t7.c0 AS c1
          FROM q29 t7
          INNER JOIN (
            SELECT t12.c0 AS c0, min(t8.`ps_supplycost`) AS c1
            FROM `main`.`partsupp` t8
            CROSS JOIN `main`.`supplier` t9
            CROSS JOIN `main`.`nation` t10
            CROSS JOIN `main`.`region` t11
            CROSS JOIN q29 t12
            WHERE (t12.c0 = t8.`ps_partkey`)
              AND (t9.`s_suppkey` = t8.`ps_suppkey`)
              AND (t9.`s_nationkey` = t10.`n_nationkey`)
              AND (t10.`n_regionkey` = t11.`r_regionkey`)
              AND (t11.`r_name` = 'EUROPE')
            GROUP BY t12.c0) t13 ON (t7.c0 <=> t13.c0)) t14) t15 ON (t6.c0 <=> t15.c1)) t16) t17
  WHERE (t17.c13 = t17.c19)) t18
ORDER BY t18.c0 DESC NULLS LAST, t18.c2 ASC NULLS LAST, t18.c1 ASC NULLS LAST, t18.c3 ASC NULLS LAST
LIMIT 100;
-- q3
SELECT
  t4.c0 AS `l_orderkey`,
  t4.c1 AS `revenue`,
  t4.c2 AS `o_orderdate`,
  t4.c3 AS `o_shippriority`
FROM (
  SELECT t3.c0 AS c0, t3.c3 AS c1, t3.c1 AS c2, t3.c2 AS c3
  FROM (
    SELECT
      t2.`l_orderkey` AS c0,
      t1.`o_orderdate` AS c1,
      t1.`o_shippriority` AS c2,
      CAST(sum(CAST((t2.`l_extendedprice` * CAST((CAST(1 AS DECIMAL(16,2)) - t2.`l_discount`) AS DECIMAL(16,2))) AS DECIMAL(18,4))) AS DECIMAL(38,4)) AS c3
    FROM `main`.`customer` t0
    CROSS JOIN `main`.`orders` t1
    CROSS JOIN `main`.`lineitem` t2
    WHERE (t0.`c_mktsegment` = 'BUILDING')
      AND (t0.`c_custkey` = t1.`o_custkey`)
      AND (t2.`l_orderkey` = t1.`o_orderkey`)
      AND (t1.`o_orderdate` < CAST('1995-03-15' AS DATE))
      AND (t2.`l_shipdate` > CAST('1995-03-15' AS DATE))
    GROUP BY t2.`l_orderkey`, t1.`o_orderdate`, t1.`o_shippriority`) t3) t4
ORDER BY t4.c1 DESC NULLS LAST, t4.c2 ASC NULLS LAST
LIMIT 10;
-- q4
SELECT t11.c0 AS `o_orderpriority`, t11.c1 AS `order_count`
FROM (
  SELECT t10.c0 AS c0, t10.c1 AS c1
  FROM (
    SELECT t9.c2 AS c0, count(*) AS c1
    FROM (
      WITH q24 AS (
        SELECT t0.`o_orderdate` AS c0, t0.`o_orderkey` AS c1, t0.`o_orderpriority` AS c2
        FROM `main`.`orders` t0
        WHERE (t0.`o_orderdate` >= CAST('1993-07-01' AS DATE))
          AND (t0.`o_orderdate` < CAST('1993-10-01' AS DATE)))
      SELECT t8.c0 AS c0, t8.c1 AS c1, t8.c2 AS c2, t8.c3 AS c3
      FROM (
        WITH q22 AS (
          SELECT t1.c1 AS c0
          FROM q24 t1
          GROUP BY t1.c1)
        SELECT t7.c0 AS c0, t7.c1 AS c1, t7.c2 AS c2, t7.c3 AS c3
        FROM (
          SELECT t2.c0 AS c0, t2.c1 AS c1, t2.c2 AS c2, (t6.c1 IS NOT NULL) AS c3
          FROM q24 t2
          LEFT JOIN (
            SELECT DISTINCT t5.c16 AS c0, true AS c1
            FROM (
              SELECT
                t3.`l_orderkey` AS c0,
                t3.`l_partkey` AS c1,
                t3.`l_suppkey` AS c2,
                t3.`l_linenumber` AS c3,
                t3.`l_quantity` AS c4,
                t3.`l_extendedprice` AS c5,
                t3.`l_discount` AS c6,
                t3.`l_tax` AS c7,
                t3.`l_returnflag` AS c8,
                t3.`l_linestatus` AS c9,
                t3.`l_shipdate` AS c10,
                t3.`l_commitdate` AS c11,
                t3.`l_receiptdate` AS c12,
                t3.`l_shipinstruct` AS c13,
                t3.`l_shipmode` AS c14,
                t3.`l_comment` AS c15,
                t4.c0 AS c16
              FROM `main`.`lineitem` t3
              CROSS JOIN q22 t4
              WHERE (t3.`l_orderkey` = t4.c0)
                AND (t3.`l_commitdate` < t3.`l_receiptdate`)) t5) t6 ON (t2.c1 <=> t6.c0)) t7) t8) t9
    WHERE t9.c3
    GROUP BY t9.c2) t10) t11
ORDER BY t11.c0 ASC NULLS LAST;
-- q5
SELECT t7.c0 AS `n_name`, t7.c1 AS `revenue`
FROM (
  SELECT t6.c0 AS c0, t6.c1 AS c1
  FROM (
    SELECT
      t4.`n_name` AS c0,
      CAST(sum(CAST((t2.`l_extendedprice` * CAST((CAST(1 AS DECIMAL(16,2)) - t2.`l_discount`) AS DECIMAL(16,2))) AS DECIMAL(18,4))) AS DECIMAL(38,4)) AS c1
    FROM `main`.`customer` t0
    CROSS JOIN `main`.`orders` t1
    CROSS JOIN `main`.`lineitem` t2
    CROSS JOIN `main`.`supplier` t3
    CROSS JOIN `main`.`nation` t4
    CROSS JOIN `main`.`region` t5
    WHERE (t0.`c_custkey` = t1.`o_custkey`)
      AND (t2.`l_orderkey` = t1.`o_orderkey`)
      AND (t2.`l_suppkey` = t3.`s_suppkey`)
      AND (t0.`c_nationkey` = t3.`s_nationkey`)
      AND (t3.`s_nationkey` = t4.`n_nationkey`)
      AND (t4.`n_regionkey` = t5.`r_regionkey`)
      AND (t5.`r_name` = 'ASIA')
      AND (t1.`o_orderdate` >= CAST('1994-01-01' AS DATE))
      AND (t1.`o_orderdate` < CAST('1995-01-01' AS DATE))
    GROUP BY t4.`n_name`) t6) t7
ORDER BY t7.c1 DESC NULLS LAST;
-- q6
SELECT t1.c0 AS `revenue`
FROM (
  SELECT
    CAST(sum(CAST((t0.`l_extendedprice` * t0.`l_discount`) AS DECIMAL(18,4))) AS DECIMAL(38,4)) AS c0
  FROM `main`.`lineitem` t0
  WHERE (t0.`l_shipdate` >= CAST('1994-01-01' AS DATE))
    AND (t0.`l_shipdate` < CAST('1995-01-01' AS DATE))
    AND (t0.`l_discount` >= CAST(CAST('0.05' AS DECIMAL(3,2)) AS DECIMAL(15,2)))
    AND (t0.`l_quantity` < CAST(24 AS DECIMAL(15,2)))
    AND (t0.`l_discount` <= CAST(CAST('0.07' AS DECIMAL(3,2)) AS DECIMAL(15,2)))) t1;
-- q7
SELECT
  t8.c0 AS `supp_nation`,
  t8.c1 AS `cust_nation`,
  t8.c2 AS `l_year`,
  t8.c3 AS `revenue`
FROM (
  SELECT t7.c0 AS c0, t7.c1 AS c1, t7.c2 AS c2, t7.c3 AS c3
  FROM (
    SELECT t6.c0 AS c0, t6.c1 AS c1, t6.c2 AS c2, CAST(sum(t6.c3) AS DECIMAL(38,4)) AS c3
    FROM (
      SELECT
        t4.`n_name` AS c0,
        t5.`n_name` AS c1,
        CAST(year(t1.`l_shipdate`) AS BIGINT) AS c2,
        CAST((t1.`l_extendedprice` * CAST((CAST(1 AS DECIMAL(16,2)) - t1.`l_discount`) AS DECIMAL(16,2))) AS DECIMAL(18,4)) AS c3
      FROM `main`.`supplier` t0
      CROSS JOIN `main`.`lineitem` t1
      CROSS JOIN `main`.`orders` t2
      CROSS JOIN `main`.`customer` t3
      CROSS JOIN `main`.`nation` t4
      CROSS JOIN `main`.`nation` t5
      WHERE (t0.`s_suppkey` = t1.`l_suppkey`)
        AND (t2.`o_orderkey` = t1.`l_orderkey`)
        AND (t3.`c_custkey` = t2.`o_custkey`)
        AND (t0.`s_nationkey` = t4.`n_nationkey`)
        AND (t3.`c_nationkey` = t5.`n_nationkey`)
        AND (((t4.`n_name` = 'FRANCE') AND (t5.`n_name` = 'GERMANY')) OR ((t4.`n_name` = 'GERMANY') AND (t5.`n_name` = 'FRANCE')))
        AND (t1.`l_shipdate` >= CAST('1995-01-01' AS DATE))
        AND (t1.`l_shipdate` <= CAST('1996-12-31' AS DATE))) t6
    GROUP BY t6.c0, t6.c1, t6.c2) t7) t8
ORDER BY t8.c0 ASC NULLS LAST, t8.c1 ASC NULLS LAST, t8.c2 ASC NULLS LAST;
-- q8
SELECT t10.c0 AS `o_year`, t10.c1 AS `mkt_share`
FROM (
  SELECT
    t9.c0 AS c0,
    CASE WHEN CAST(t9.c2 AS DOUBLE) = 0D THEN CAST(t9.c1 AS DOUBLE) * DOUBLE('Infinity') ELSE (CAST(t9.c1 AS DOUBLE) / CAST(t9.c2 AS DOUBLE)) END AS c1
  FROM (
    SELECT
      t8.c0 AS c0,
      CAST(sum(CASE WHEN (t8.c2 = 'BRAZIL') THEN t8.c1 ELSE CAST(0 AS DECIMAL(18,4)) END) AS DECIMAL(38,4)) AS c1,
      CAST(sum(t8.c1) AS DECIMAL(38,4)) AS c2
    FROM (
      SELECT
        CAST(year(t3.`o_orderdate`) AS BIGINT) AS c0,
        CAST((t2.`l_extendedprice` * CAST((CAST(1 AS DECIMAL(16,2)) - t2.`l_discount`) AS DECIMAL(16,2))) AS DECIMAL(18,4)) AS c1,
        t6.`n_name` AS c2
      FROM `main`.`part` t0
      CROSS JOIN `main`.`supplier` t1
      CROSS JOIN `main`.`lineitem` t2
      CROSS JOIN `main`.`orders` t3
      CROSS JOIN `main`.`customer` t4
      CROSS JOIN `main`.`nation` t5
      CROSS JOIN `main`.`nation` t6
      CROSS JOIN `main`.`region` t7
      WHERE (t0.`p_partkey` = t2.`l_partkey`)
        AND (t1.`s_suppkey` = t2.`l_suppkey`)
        AND (t2.`l_orderkey` = t3.`o_orderkey`)
        AND (t3.`o_custkey` = t4.`c_custkey`)
        AND (t4.`c_nationkey` = t5.`n_nationkey`)
        AND (t5.`n_regionkey` = t7.`r_regionkey`)
        AND (t7.`r_name` = 'AMERICA')
        AND (t1.`s_nationkey` = t6.`n_nationkey`)
        AND (t3.`o_orderdate` >= CAST('1995-01-01' AS DATE))
        AND (t0.`p_type` = 'ECONOMY ANODIZED STEEL')
        AND (t3.`o_orderdate` <= CAST('1996-12-31' AS DATE))) t8
    GROUP BY t8.c0) t9) t10
ORDER BY t10.c0 ASC NULLS LAST;
-- q9
SELECT t8.c0 AS `nation`, t8.c1 AS `o_year`, t8.c2 AS `sum_profit`
FROM (
  SELECT t7.c0 AS c0, t7.c1 AS c1, t7.c2 AS c2
  FROM (
    SELECT t6.c0 AS c0, t6.c1 AS c1, CAST(sum(t6.c2) AS DECIMAL(38,4)) AS c2
    FROM (
      SELECT
        t5.`n_name` AS c0,
        CAST(year(t4.`o_orderdate`) AS BIGINT) AS c1,
        CAST((CAST(CAST((t2.`l_extendedprice` * CAST((CAST(1 AS DECIMAL(16,2)) - t2.`l_discount`) AS DECIMAL(16,2))) AS DECIMAL(18,4)) AS DECIMAL(19,4)) - CAST(CAST((t3.`ps_supplycost` * t2.`l_quantity`) AS DECIMAL(18,4)) AS DECIMAL(19,4))) AS DECIMAL(19,4)) AS c2
      FROM `main`.`part` t0
      CROSS JOIN `main`.`supplier` t1
      CROSS JOIN `main`.`lineitem` t2
      CROSS JOIN `main`.`partsupp` t3
      CROSS JOIN `main`.`orders` t4
      CROSS JOIN `main`.`nation` t5
      WHERE (t1.`s_suppkey` = t2.`l_suppkey`)
        AND (t3.`ps_suppkey` = t2.`l_suppkey`)
        AND (t3.`ps_partkey` = t2.`l_partkey`)
        AND (t0.`p_partkey` = t2.`l_partkey`)
        AND (t4.`o_orderkey` = t2.`l_orderkey`)
        AND (t1.`s_nationkey` = t5.`n_nationkey`)
        AND (t0.`p_name` LIKE '%green%')) t6
    GROUP BY t6.c0, t6.c1) t7) t8
ORDER BY t8.c0 ASC NULLS LAST, t8.c1 DESC NULLS LAST;
-- q10
SELECT
  t5.c0 AS `c_custkey`,
  t5.c1 AS `c_name`,
  t5.c2 AS `revenue`,
  t5.c3 AS `c_acctbal`,
  t5.c4 AS `n_name`,
  t5.c5 AS `c_address`,
  t5.c6 AS `c_phone`,
  t5.c7 AS `c_comment`
FROM (
  SELECT
    t4.c0 AS c0,
    t4.c1 AS c1,
    t4.c7 AS c2,
    t4.c2 AS c3,
    t4.c4 AS c4,
    t4.c5 AS c5,
    t4.c3 AS c6,
    t4.c6 AS c7
  FROM (
    SELECT
      t0.`c_custkey` AS c0,
      t0.`c_name` AS c1,
      t0.`c_acctbal` AS c2,
      t0.`c_phone` AS c3,
      t3.`n_name` AS c4,
      t0.`c_address` AS c5,
      t0.`c_comment` AS c6,
      CAST(sum(CAST((t2.`l_extendedprice` * CAST((CAST(1 AS DECIMAL(16,2)) - t2.`l_discount`) AS DECIMAL(16,2))) AS DECIMAL(18,4))) AS DECIMAL(38,4)) AS c7
    FROM `main`.`customer` t0
    CROSS JOIN `main`.`orders` t1
    CROSS JOIN `main`.`lineitem` t2
    CROSS JOIN `main`.`nation` t3
    WHERE (t0.`c_custkey` = t1.`o_custkey`)
      AND (t2.`l_orderkey` = t1.`o_orderkey`)
      AND (t1.`o_orderdate` >= CAST('1993-10-01' AS DATE))
      AND (t1.`o_orderdate` < CAST('1994-01-01' AS DATE))
      AND (t2.`l_returnflag` = 'R')
      AND (t0.`c_nationkey` = t3.`n_nationkey`)
    GROUP BY t0.`c_custkey`, t0.`c_name`, t0.`c_acctbal`, t0.`c_phone`, t3.`n_name`, t0.`c_address`, t0.`c_comment`) t4) t5
ORDER BY t5.c2 DESC NULLS LAST
LIMIT 20;
-- q11
SELECT t9.c0 AS `ps_partkey`, t9.c1 AS `value`
FROM (
  SELECT t3.c0 AS c0, t3.c1 AS c1
  FROM (
    SELECT
      t0.`ps_partkey` AS c0,
      CAST(sum(CAST((CAST(CAST(t0.`ps_supplycost` AS DECIMAL(34,2)) AS DECIMAL(15,2)) * CAST(CAST(t0.`ps_availqty` AS DECIMAL(34,0)) AS DECIMAL(19,0))) AS DECIMAL(34,2))) AS DECIMAL(38,2)) AS c1
    FROM `main`.`partsupp` t0
    CROSS JOIN `main`.`supplier` t1
    CROSS JOIN `main`.`nation` t2
    WHERE (t0.`ps_suppkey` = t1.`s_suppkey`)
      AND (t1.`s_nationkey` = t2.`n_nationkey`)
      AND (t2.`n_name` = 'GERMANY')
    GROUP BY t0.`ps_partkey`) t3
  CROSS JOIN (
    SELECT
      CAST((CAST(t7.c0 AS DECIMAL(27,2)) * CAST(CAST(CAST('0.0001000000' AS DECIMAL(11,10)) AS DECIMAL(38,10)) AS DECIMAL(10,10))) AS DECIMAL(38,12)) AS c0
    FROM (
      SELECT
        CAST(sum(CAST((CAST(CAST(t4.`ps_supplycost` AS DECIMAL(34,2)) AS DECIMAL(15,2)) * CAST(CAST(t4.`ps_availqty` AS DECIMAL(34,0)) AS DECIMAL(19,0))) AS DECIMAL(34,2))) AS DECIMAL(38,2)) AS c0
      FROM `main`.`partsupp` t4
      CROSS JOIN `main`.`supplier` t5
      CROSS JOIN `main`.`nation` t6
      WHERE (t4.`ps_suppkey` = t5.`s_suppkey`)
        AND (t5.`s_nationkey` = t6.`n_nationkey`)
        AND (t6.`n_name` = 'GERMANY')) t7) t8
  WHERE (CAST(t3.c1 AS DECIMAL(38,12)) > t8.c0)) t9
ORDER BY t9.c1 DESC NULLS LAST;
-- q12
SELECT t3.c0 AS `l_shipmode`, t3.c1 AS `high_line_count`, t3.c2 AS `low_line_count`
FROM (
  SELECT t2.c0 AS c0, t2.c1 AS c1, t2.c2 AS c2
  FROM (
    SELECT
      t1.`l_shipmode` AS c0,
      CAST(sum(CASE WHEN ((t0.`o_orderpriority` = '1-URGENT') OR (t0.`o_orderpriority` = '2-HIGH')) THEN 1 ELSE 0 END) AS DECIMAL(38,0)) AS c1,
      CAST(sum(CASE WHEN ((t0.`o_orderpriority` <> '1-URGENT') AND (t0.`o_orderpriority` <> '2-HIGH')) THEN 1 ELSE 0 END) AS DECIMAL(38,0)) AS c2
    FROM `main`.`orders` t0
    CROSS JOIN `main`.`lineitem` t1
    WHERE (t0.`o_orderkey` = t1.`l_orderkey`)
      AND (t1.`l_shipmode` IN ('MAIL', 'SHIP'))
      AND (t1.`l_commitdate` < t1.`l_receiptdate`)
      AND (t1.`l_shipdate` < t1.`l_commitdate`)
      AND (t1.`l_receiptdate` >= CAST('1994-01-01' AS DATE))
      AND (t1.`l_receiptdate` < CAST('1995-01-01' AS DATE))
    GROUP BY t1.`l_shipmode`) t2) t3
ORDER BY t3.c0 ASC NULLS LAST;
-- q13
SELECT t6.c0 AS `c_count`, t6.c1 AS `custdist`
FROM (
  SELECT t5.c0 AS c0, t5.c1 AS c1
  FROM (
    SELECT t4.c1 AS c0, count(*) AS c1
    FROM (
      SELECT t3.c0 AS c0, t3.c1 AS c1
      FROM (
        SELECT t0.`c_custkey` AS c0, count(t2.c2) AS c1
        FROM `main`.`customer` t0
        LEFT JOIN (
          SELECT t1.`o_custkey` AS c0, t1.`o_comment` AS c1, t1.`o_orderkey` AS c2
          FROM `main`.`orders` t1
          WHERE (t1.`o_comment` NOT LIKE '%special%requests%')) t2 ON (t0.`c_custkey` = t2.c0)
        GROUP BY t0.`c_custkey`) t3) t4
    GROUP BY t4.c1) t5) t6
ORDER BY t6.c1 DESC NULLS LAST, t6.c0 DESC NULLS LAST;
-- q14
SELECT
  CASE WHEN CAST(t2.c1 AS DOUBLE) = 0D THEN CAST(CAST((CAST(CAST(CAST('100.00' AS DECIMAL(5,2)) AS DECIMAL(38,2)) AS DECIMAL(5,2)) * CAST(t2.c0 AS DECIMAL(32,4))) AS DECIMAL(38,6)) AS DOUBLE) * DOUBLE('Infinity') ELSE (CAST(CAST((CAST(CAST(CAST('100.00' AS DECIMAL(5,2)) AS DECIMAL(38,2)) AS DECIMAL(5,2)) * CAST(t2.c0 AS DECIMAL(32,4))) AS DECIMAL(38,6)) AS DOUBLE) / CAST(t2.c1 AS DOUBLE)) END AS `promo_revenue`
FROM (
  SELECT
    CAST(sum(CASE WHEN (t1.`p_type` LIKE 'PROMO%') THEN CAST((t0.`l_extendedprice` * CAST((CAST(1 AS DECIMAL(16,2)) - t0.`l_discount`) AS DECIMAL(16,2))) AS DECIMAL(18,4)) ELSE CAST(0 AS DECIMAL(18,4)) END) AS DECIMAL(38,4)) AS c0,
    CAST(sum(CAST((t0.`l_extendedprice` * CAST((CAST(1 AS DECIMAL(16,2)) - t0.`l_discount`) AS DECIMAL(16,2))) AS DECIMAL(18,4))) AS DECIMAL(38,4)) AS c1
  FROM `main`.`lineitem` t0
  CROSS JOIN `main`.`part` t1
  WHERE (t0.`l_partkey` = t1.`p_partkey`)
    AND (t0.`l_shipdate` >= CAST('1995-09-01' AS DATE))
    AND (t0.`l_shipdate` < CAST('1995-10-01' AS DATE))) t2;
-- q15
WITH q0 AS (
  SELECT t1.c0 AS c0, t1.c1 AS c1
  FROM (
    SELECT
      t0.`l_suppkey` AS c0,
      CAST(sum(CAST((t0.`l_extendedprice` * CAST((CAST(1 AS DECIMAL(16,2)) - t0.`l_discount`) AS DECIMAL(16,2))) AS DECIMAL(18,4))) AS DECIMAL(38,4)) AS c1
    FROM `main`.`lineitem` t0
    WHERE (t0.`l_shipdate` >= CAST('1996-01-01' AS DATE))
      AND (t0.`l_shipdate` < CAST('1996-04-01' AS DATE))
    GROUP BY t0.`l_suppkey`) t1)
SELECT
  t7.c0 AS `s_suppkey`,
  t7.c1 AS `s_name`,
  t7.c2 AS `s_address`,
  t7.c3 AS `s_phone`,
  t7.c4 AS `total_revenue`
FROM (
  SELECT
    t2.`s_suppkey` AS c0,
    t2.`s_name` AS c1,
    t2.`s_address` AS c2,
    t2.`s_phone` AS c3,
    t3.c1 AS c4
  FROM `main`.`supplier` t2
  CROSS JOIN q0 t3
  CROSS JOIN (
    SELECT t5.c0 AS c0
    FROM (
      SELECT max(t4.c1) AS c0
      FROM q0 t4) t5) t6
  WHERE (t2.`s_suppkey` = t3.c0)
    AND (t3.c1 = t6.c0)) t7
ORDER BY t7.c0 ASC NULLS LAST;
-- q16
SELECT
  t10.c0 AS `p_brand`,
  t10.c1 AS `p_type`,
  t10.c2 AS `p_size`,
  t10.c3 AS `supplier_cnt`
FROM (
  SELECT t9.c0 AS c0, t9.c1 AS c1, t9.c2 AS c2, t9.c3 AS c3
  FROM (
    SELECT t8.c3 AS c0, t8.c4 AS c1, t8.c5 AS c2, count(DISTINCT t8.c1) AS c3
    FROM (
      SELECT
        t0.`ps_partkey` AS c0,
        t0.`ps_suppkey` AS c1,
        t1.`p_partkey` AS c2,
        t1.`p_brand` AS c3,
        t1.`p_type` AS c4,
        t1.`p_size` AS c5,
        CASE WHEN t4.c1 IS NOT NULL THEN true WHEN coalesce(t7.c0, 0L) = 0L THEN false WHEN t0.`ps_suppkey` IS NULL OR t7.c1 < t7.c0 THEN CAST(NULL AS BOOLEAN) ELSE false END AS c6
      FROM `main`.`partsupp` t0
      CROSS JOIN `main`.`part` t1
      LEFT JOIN (
        SELECT DISTINCT t3.c0 AS c0, true AS c1
        FROM (
          SELECT t2.`s_suppkey` AS c0
          FROM `main`.`supplier` t2
          WHERE (t2.`s_comment` LIKE '%Customer%Complaints%')) t3) t4 ON (t0.`ps_suppkey` = t4.c0)
      LEFT JOIN (
        SELECT count(*) AS c0, count(t6.c0) AS c1
        FROM (
          SELECT t5.`s_suppkey` AS c0
          FROM `main`.`supplier` t5
          WHERE (t5.`s_comment` LIKE '%Customer%Complaints%')) t6) t7 ON true) t8
    WHERE (t8.c2 = t8.c0)
      AND (t8.c3 <> 'Brand#45')
      AND (t8.c4 NOT LIKE 'MEDIUM POLISHED%')
      AND (t8.c5 IN (49, 14, 23, 45, 19, 3, 36, 9))
      AND (NOT t8.c6)
    GROUP BY t8.c3, t8.c4, t8.c5) t9) t10
ORDER BY t10.c3 DESC NULLS LAST, t10.c0 ASC NULLS LAST, t10.c1 ASC NULLS LAST, t10.c2 ASC NULLS LAST;
-- q17
SELECT
  (CAST(t12.c0 AS DOUBLE) / CAST(CAST('7.0' AS DECIMAL(2,1)) AS DOUBLE)) AS `avg_yearly`
FROM (
  SELECT CAST(sum(t11.c2) AS DECIMAL(38,2)) AS c0
  FROM (
    WITH q25 AS (
      SELECT
        t0.`l_partkey` AS c0,
        t0.`l_quantity` AS c1,
        t0.`l_extendedprice` AS c2,
        t1.`p_partkey` AS c3,
        t1.`p_brand` AS c4,
        t1.`p_container` AS c5
      FROM `main`.`lineitem` t0
      CROSS JOIN `main`.`part` t1
      WHERE (t1.`p_partkey` = t0.`l_partkey`)
        AND (t1.`p_brand` = 'Brand#23')
        AND (t1.`p_container` = 'MED BOX'))
    SELECT
      t10.c0 AS c0,
      t10.c1 AS c1,
      t10.c2 AS c2,
      t10.c3 AS c3,
      t10.c4 AS c4,
      t10.c5 AS c5,
      t10.c6 AS c6
    FROM (
      WITH q23 AS (
        SELECT t2.c3 AS c0
        FROM q25 t2
        GROUP BY t2.c3)
      SELECT
        t3.c0 AS c0,
        t3.c1 AS c1,
        t3.c2 AS c2,
        t3.c3 AS c3,
        t3.c4 AS c4,
        t3.c5 AS c5,
        CASE WHEN t9.c2 > 1 THEN raise_error('More than one row returned by a subquery used as an expression') ELSE t9.c0 END AS c6
      FROM q25 t3
      LEFT JOIN (
        SELECT t8.c0 AS c0, t8.c1 AS c1, count(*) OVER (PARTITION BY t8.c1) AS c2
        FROM (
          SELECT (CAST(CAST('0.2' AS DECIMAL(2,1)) AS DOUBLE) * t7.c1) AS c0, t4.c0 AS c1
          FROM q23 t4
          INNER JOIN (
            SELECT
              t6.c0 AS c0,
              (CAST(sum(t5.`l_quantity`) AS DOUBLE) / nullif(count(t5.`l_quantity`), 0L)) AS c1
            FROM `main`.`lineitem` t5
            CROSS JOIN q23 t6
            WHERE (t5.`l_partkey` = t6.c0)
            GROUP BY t6.c0) t7 ON (t4.c0 <=> t7.c0)) t8) t9 ON (t3.c3 <=> t9.c1)) t10) t11
  WHERE (CAST(t11.c1 AS DOUBLE) < t11.c6)) t12;
-- q18
SELECT
  t13.c0 AS `c_name`,
  t13.c1 AS `c_custkey`,
  t13.c2 AS `o_orderkey`,
  t13.c3 AS `o_orderdate`,
  t13.c4 AS `o_totalprice`,
  t13.c5 AS `sum(l_quantity)`
FROM (
  SELECT
    t12.c0 AS c0,
    t12.c1 AS c1,
    t12.c2 AS c2,
    t12.c3 AS c3,
    t12.c4 AS c4,
    t12.c5 AS c5
  FROM (
    SELECT
      t11.c1 AS c0,
      t11.c0 AS c1,
      t11.c2 AS c2,
      t11.c4 AS c3,
      t11.c5 AS c4,
      CAST(sum(t11.c7) AS DECIMAL(38,2)) AS c5
    FROM (
      SELECT
        t0.`c_custkey` AS c0,
        t0.`c_name` AS c1,
        t1.`o_orderkey` AS c2,
        t1.`o_custkey` AS c3,
        t1.`o_orderdate` AS c4,
        t1.`o_totalprice` AS c5,
        t2.`l_orderkey` AS c6,
        t2.`l_quantity` AS c7,
        CASE WHEN t6.c1 IS NOT NULL THEN true WHEN coalesce(t10.c0, 0L) = 0L THEN false WHEN t1.`o_orderkey` IS NULL OR t10.c1 < t10.c0 THEN CAST(NULL AS BOOLEAN) ELSE false END AS c8
      FROM `main`.`customer` t0
      CROSS JOIN `main`.`orders` t1
      CROSS JOIN `main`.`lineitem` t2
      LEFT JOIN (
        SELECT DISTINCT t5.c0 AS c0, true AS c1
        FROM (
          SELECT t4.c0 AS c0
          FROM (
            SELECT t3.`l_orderkey` AS c0, CAST(sum(t3.`l_quantity`) AS DECIMAL(38,2)) AS c1
            FROM `main`.`lineitem` t3
            GROUP BY t3.`l_orderkey`) t4
          WHERE (t4.c1 > CAST(300 AS DECIMAL(38,2)))) t5) t6 ON (t1.`o_orderkey` = t6.c0)
      LEFT JOIN (
        SELECT count(*) AS c0, count(t9.c0) AS c1
        FROM (
          SELECT t8.c0 AS c0
          FROM (
            SELECT t7.`l_orderkey` AS c0, CAST(sum(t7.`l_quantity`) AS DECIMAL(38,2)) AS c1
            FROM `main`.`lineitem` t7
            GROUP BY t7.`l_orderkey`) t8
          WHERE (t8.c1 > CAST(300 AS DECIMAL(38,2)))) t9) t10 ON true) t11
    WHERE t11.c8
      AND (t11.c0 = t11.c3)
      AND (t11.c2 = t11.c6)
    GROUP BY t11.c1, t11.c0, t11.c2, t11.c4, t11.c5) t12) t13
ORDER BY t13.c4 DESC NULLS LAST, t13.c3 ASC NULLS LAST
LIMIT 100;
-- q19
SELECT t2.c0 AS `revenue`
FROM (
  SELECT
    CAST(sum(CAST((t0.`l_extendedprice` * CAST((CAST(1 AS DECIMAL(16,2)) - t0.`l_discount`) AS DECIMAL(16,2))) AS DECIMAL(18,4))) AS DECIMAL(38,4)) AS c0
  FROM `main`.`lineitem` t0
  CROSS JOIN `main`.`part` t1
  WHERE (((t1.`p_partkey` = t0.`l_partkey`) AND (t1.`p_brand` = 'Brand#12') AND (t1.`p_container` IN ('SM CASE', 'SM BOX', 'SM PACK', 'SM PKG')) AND (t0.`l_quantity` >= CAST(1 AS DECIMAL(15,2))) AND (t0.`l_quantity` <= CAST((1 + 10) AS DECIMAL(15,2))) AND ((t1.`p_size` >= 1) AND (t1.`p_size` <= 5)) AND (t0.`l_shipmode` IN ('AIR', 'AIR REG')) AND (t0.`l_shipinstruct` = 'DELIVER IN PERSON')) OR ((t1.`p_partkey` = t0.`l_partkey`) AND (t1.`p_brand` = 'Brand#23') AND (t1.`p_container` IN ('MED BAG', 'MED BOX', 'MED PKG', 'MED PACK')) AND (t0.`l_quantity` >= CAST(10 AS DECIMAL(15,2))) AND (t0.`l_quantity` <= CAST((10 + 10) AS DECIMAL(15,2))) AND ((t1.`p_size` >= 1) AND (t1.`p_size` <= 10)) AND (t0.`l_shipmode` IN ('AIR', 'AIR REG')) AND (t0.`l_shipinstruct` = 'DELIVER IN PERSON')) OR ((t1.`p_partkey` = t0.`l_partkey`) AND (t1.`p_brand` = 'Brand#34') AND (t1.`p_container` IN ('LG CASE', 'LG BOX', 'LG PACK', 'LG PKG')) AND (t0.`l_quantity` >= CAST(20 AS DECIMAL(15,2))) AND (t0.`l_quantity` <= CAST((20 + 10) AS DECIMAL(15,2))) AND ((t1.`p_size` >= 1) AND (t1.`p_size` <= 15)) AND (t0.`l_shipmode` IN ('AIR', 'AIR REG')) AND (t0.`l_shipinstruct` = 'DELIVER IN PERSON')))) t2;
-- q20
SELECT t43.c0 AS `s_name`, t43.c1 AS `s_address`
FROM (
  SELECT t42.c2 AS c0, t42.c3 AS c1
  FROM (
    SELECT
      t0.`s_suppkey` AS c0,
      t0.`s_nationkey` AS c1,
      t0.`s_name` AS c2,
      t0.`s_address` AS c3,
      t1.`n_nationkey` AS c4,
      t1.`n_name` AS c5,
      CASE WHEN t21.c1 IS NOT NULL THEN true WHEN coalesce(t41.c0, 0L) = 0L THEN false WHEN t0.`s_suppkey` IS NULL OR t41.c1 < t41.c0 THEN CAST(NULL AS BOOLEAN) ELSE false END AS c6
    FROM `main`.`supplier` t0
    CROSS JOIN `main`.`nation` t1
    LEFT JOIN (
      SELECT DISTINCT t20.c0 AS c0, true AS c1
      FROM (
        SELECT t19.c2 AS c0
        FROM (
          WITH q41 AS (
            SELECT t9.c0 AS c0, t9.c1 AS c1, t9.c2 AS c2, t9.c3 AS c3
            FROM (
              SELECT
                t2.`ps_partkey` AS c0,
                t2.`ps_availqty` AS c1,
                t2.`ps_suppkey` AS c2,
                CASE WHEN t5.c1 IS NOT NULL THEN true WHEN coalesce(t8.c0, 0L) = 0L THEN false WHEN t2.`ps_partkey` IS NULL OR t8.c1 < t8.c0 THEN CAST(NULL AS BOOLEAN) ELSE false END AS c3
              FROM `main`.`partsupp` t2
              LEFT JOIN (
                SELECT DISTINCT t4.c0 AS c0, true AS c1
                FROM (
                  SELECT t3.`p_partkey` AS c0
                  FROM `main`.`part` t3
                  WHERE (t3.`p_name` LIKE 'forest%')) t4) t5 ON (t2.`ps_partkey` = t5.c0)
              LEFT JOIN (
                SELECT count(*) AS c0, count(t7.c0) AS c1
                FROM (
                  SELECT t6.`p_partkey` AS c0
                  FROM `main`.`part` t6
                  WHERE (t6.`p_name` LIKE 'forest%')) t7) t8 ON true) t9
            WHERE t9.c3)
          SELECT t18.c0 AS c0, t18.c1 AS c1, t18.c2 AS c2, t18.c3 AS c3, t18.c4 AS c4
          FROM (
            WITH q39 AS (
              SELECT t10.c2 AS c0, t10.c0 AS c1
              FROM q41 t10
              GROUP BY t10.c2, t10.c0)
            SELECT
              t11.c0 AS c0,
              t11.c1 AS c1,
              t11.c2 AS c2,
              t11.c3 AS c3,
              CASE WHEN t17.c3 > 1 THEN raise_error('More than one row returned by a subquery used as an expression') ELSE t17.c0 END AS c4
            FROM q41 t11
            LEFT JOIN (
              SELECT
                t16.c0 AS c0,
                t16.c1 AS c1,
                t16.c2 AS c2,
                count(*) OVER (PARTITION BY t16.c1, t16.c2) AS c3
              FROM (
                SELECT
                  CAST((CAST(CAST(CAST('0.5' AS DECIMAL(2,1)) AS DECIMAL(38,1)) AS DECIMAL(1,1)) * CAST(t15.c2 AS DECIMAL(36,2))) AS DECIMAL(38,3)) AS c0,
                  t12.c0 AS c1,
                  t12.c1 AS c2
                FROM q39 t12
                INNER JOIN (
                  SELECT t14.c0 AS c0, t14.c1 AS c1, CAST(sum(t13.`l_quantity`) AS DECIMAL(38,2)) AS c2
                  FROM `main`.`lineitem` t13
                  CROSS JOIN q39 t14
                  WHERE (t13.`l_partkey` = t14.c1)
                    AND (t13.`l_suppkey` = t14.c0)
                    AND (t13.`l_shipdate` >= CAST('1994-01-01' AS DATE))
                    AND (t13.`l_shipdate` < CAST('1995-01-01' AS DATE))
                  GROUP BY t14.c0, t14.c1) t15 ON (t12.c0 <=> t15.c0) AND (t12.c1 <=> t15.c1)) t16) t17 ON (t11.c2 <=> t17.c1) AND (t11.c0 <=> t17.c2)) t18) t19
        WHERE (CAST(t19.c1 AS DECIMAL(38,3)) > t19.c4)) t20) t21 ON (t0.`s_suppkey` = t21.c0)
    LEFT JOIN (
      SELECT count(*) AS c0, count(t40.c0) AS c1
      FROM (
        SELECT t39.c2 AS c0
        FROM (
          WITH q41 AS (
            SELECT t29.c0 AS c0, t29.c1 AS c1, t29.c2 AS c2, t29.c3 AS c3
            FROM (
              SELECT
                t22.`ps_partkey` AS c0,
                t22.`ps_availqty` AS c1,
                t22.`ps_suppkey` AS c2,
                CASE WHEN t25.c1 IS NOT NULL THEN true WHEN coalesce(t28.c0, 0L) = 0L THEN false WHEN t22.`ps_partkey` IS NULL OR t28.c1 < t28.c0 THEN CAST(NULL AS BOOLEAN) ELSE false END AS c3
              FROM `main`.`partsupp` t22
              LEFT JOIN (
                SELECT DISTINCT t24.c0 AS c0, true AS c1
                FROM (
                  SELECT t23.`p_partkey` AS c0
                  FROM `main`.`part` t23
                  WHERE (t23.`p_name` LIKE 'forest%')) t24) t25 ON (t22.`ps_partkey` = t25.c0)
              LEFT JOIN (
                SELECT count(*) AS c0, count(t27.c0) AS c1
                FROM (
                  SELECT t26.`p_partkey` AS c0
                  FROM `main`.`part` t26
                  WHERE (t26.`p_name` LIKE 'forest%')) t27) t28 ON true) t29
            WHERE t29.c3)
          SELECT t38.c0 AS c0, t38.c1 AS c1, t38.c2 AS c2, t38.c3 AS c3, t38.c4 AS c4
          FROM (
            WITH q39 AS (
              SELECT t30.c2 AS c0, t30.c0 AS c1
              FROM q41 t30
              GROUP BY t30.c2, t30.c0)
            SELECT
              t31.c0 AS c0,
              t31.c1 AS c1,
              t31.c2 AS c2,
              t31.c3 AS c3,
              CASE WHEN t37.c3 > 1 THEN raise_error('More than one row returned by a subquery used as an expression') ELSE t37.c0 END AS c4
            FROM q41 t31
            LEFT JOIN (
              SELECT
                t36.c0 AS c0,
                t36.c1 AS c1,
                t36.c2 AS c2,
                count(*) OVER (PARTITION BY t36.c1, t36.c2) AS c3
              FROM (
                SELECT
                  CAST((CAST(CAST(CAST('0.5' AS DECIMAL(2,1)) AS DECIMAL(38,1)) AS DECIMAL(1,1)) * CAST(t35.c2 AS DECIMAL(36,2))) AS DECIMAL(38,3)) AS c0,
                  t32.c0 AS c1,
                  t32.c1 AS c2
                FROM q39 t32
                INNER JOIN (
                  SELECT t34.c0 AS c0, t34.c1 AS c1, CAST(sum(t33.`l_quantity`) AS DECIMAL(38,2)) AS c2
                  FROM `main`.`lineitem` t33
                  CROSS JOIN q39 t34
                  WHERE (t33.`l_partkey` = t34.c1)
                    AND (t33.`l_suppkey` = t34.c0)
                    AND (t33.`l_shipdate` >= CAST('1994-01-01' AS DATE))
                    AND (t33.`l_shipdate` < CAST('1995-01-01' AS DATE))
                  GROUP BY t34.c0, t34.c1) t35 ON (t32.c0 <=> t35.c0) AND (t32.c1 <=> t35.c1)) t36) t37 ON (t31.c2 <=> t37.c1) AND (t31.c0 <=> t37.c2)) t38) t39
        WHERE (CAST(t39.c1 AS DECIMAL(38,3)) > t39.c4)) t40) t41 ON true) t42
  WHERE t42.c6
    AND (t42.c1 = t42.c4)
    AND (t42.c5 = 'CANADA')) t43
ORDER BY t43.c0 ASC NULLS LAST;
-- q21
SELECT t23.c0 AS `s_name`, t23.c1 AS `numwait`
FROM (
  SELECT t22.c0 AS c0, t22.c1 AS c1
  FROM (
    SELECT t21.c2 AS c0, count(*) AS c1
    FROM (
      WITH q45 AS (
        SELECT
          t12.c0 AS c0,
          t12.c1 AS c1,
          t12.c2 AS c2,
          t12.c3 AS c3,
          t12.c4 AS c4,
          t12.c5 AS c5,
          t12.c6 AS c6,
          t12.c7 AS c7,
          t12.c8 AS c8,
          t12.c9 AS c9,
          t12.c10 AS c10,
          t12.c11 AS c11
        FROM (
          WITH q36 AS (
            SELECT
              t0.`s_suppkey` AS c0,
              t0.`s_nationkey` AS c1,
              t0.`s_name` AS c2,
              t1.`l_suppkey` AS c3,
              t1.`l_orderkey` AS c4,
              t1.`l_receiptdate` AS c5,
              t1.`l_commitdate` AS c6,
              t2.`o_orderkey` AS c7,
              t2.`o_orderstatus` AS c8,
              t3.`n_nationkey` AS c9,
              t3.`n_name` AS c10
            FROM `main`.`supplier` t0
            CROSS JOIN `main`.`lineitem` t1
            CROSS JOIN `main`.`orders` t2
            CROSS JOIN `main`.`nation` t3
            WHERE (t0.`s_suppkey` = t1.`l_suppkey`)
              AND (t2.`o_orderkey` = t1.`l_orderkey`)
              AND (t2.`o_orderstatus` = 'F')
              AND (t1.`l_receiptdate` > t1.`l_commitdate`)
              AND (t0.`s_nationkey` = t3.`n_nationkey`)
              AND (t3.`n_name` = 'SAUDI ARABIA'))
          SELECT
            t11.c0 AS c0,
            t11.c1 AS c1,
            t11.c2 AS c2,
            t11.c3 AS c3,
            t11.c4 AS c4,
            t11.c5 AS c5,
            t11.c6 AS c6,
            t11.c7 AS c7,
            t11.c8 AS c8,
            t11.c9 AS c9,
            t11.c10 AS c10,
            t11.c11 AS c11
          FROM (
            WITH q34 AS (
              SELECT t4.c3 AS c0, t4.c4 AS c1
              FROM q36 t4
              GROUP BY t4.c3, t4.c4)
            SELECT
              t10.c0 AS c0,
              t10.c1 AS c1,
              t10.c2 AS c2,
              t10.c3 AS c3,
              t10.c4 AS c4,
              t10.c5 AS c5,
              t10.c6 AS c6,
              t10.c7 AS c7,
              t10.c8 AS c8,
              t10.c9 AS c9,
              t10.c10 AS c10,
              t10.c11 AS c11
            FROM (
              SELECT
                t5.c0 AS c0,
                t5.c1 AS c1,
                t5.c2 AS c2,
                t5.c3 AS c3,
                t5.c4 AS c4,
                t5.c5 AS c5,
                t5.c6 AS c6,
                t5.c7 AS c7,
                t5.c8 AS c8,
                t5.c9 AS c9,
                t5.c10 AS c10,
                (t9.c2 IS NOT NULL) AS c11
              FROM q36 t5
              LEFT JOIN (
                SELECT DISTINCT t8.c16 AS c0, t8.c17 AS c1, true AS c2
                FROM (
                  SELECT
                    t6.`l_orderkey` AS c0,
                    t6.`l_partkey` AS c1,
                    t6.`l_suppkey` AS c2,
                    t6.`l_linenumber` AS c3,
                    t6.`l_quantity` AS c4,
                    t6.`l_extendedprice` AS c5,
                    t6.`l_discount` AS c6,
                    t6.`l_tax` AS c7,
                    t6.`l_returnflag` AS c8,
                    t6.`l_linestatus` AS c9,
                    t6.`l_shipdate` AS c10,
                    t6.`l_commitdate` AS c11,
                    t6.`l_receiptdate` AS c12,
                    t6.`l_shipinstruct` AS c13,
                    t6.`l_shipmode` AS c14,
                    t6.`l_comment` AS c15,
                    t7.c0 AS c16,
                    t7.c1 AS c17
                  FROM `main`.`lineitem` t6
                  CROSS JOIN q34 t7
                  WHERE (t6.`l_orderkey` = t7.c1)
                    AND (t6.`l_suppkey` <> t7.c0)) t8) t9 ON (t5.c3 <=> t9.c0) AND (t5.c4 <=> t9.c1)) t10) t11) t12
        WHERE t12.c11)
      SELECT
        t20.c0 AS c0,
        t20.c1 AS c1,
        t20.c2 AS c2,
        t20.c3 AS c3,
        t20.c4 AS c4,
        t20.c5 AS c5,
        t20.c6 AS c6,
        t20.c7 AS c7,
        t20.c8 AS c8,
        t20.c9 AS c9,
        t20.c10 AS c10,
        t20.c11 AS c11,
        t20.c12 AS c12
      FROM (
        WITH q43 AS (
          SELECT t13.c3 AS c0, t13.c4 AS c1
          FROM q45 t13
          GROUP BY t13.c3, t13.c4)
        SELECT
          t19.c0 AS c0,
          t19.c1 AS c1,
          t19.c2 AS c2,
          t19.c3 AS c3,
          t19.c4 AS c4,
          t19.c5 AS c5,
          t19.c6 AS c6,
          t19.c7 AS c7,
          t19.c8 AS c8,
          t19.c9 AS c9,
          t19.c10 AS c10,
          t19.c11 AS c11,
          t19.c12 AS c12
        FROM (
          SELECT
            t14.c0 AS c0,
            t14.c1 AS c1,
            t14.c2 AS c2,
            t14.c3 AS c3,
            t14.c4 AS c4,
            t14.c5 AS c5,
            t14.c6 AS c6,
            t14.c7 AS c7,
            t14.c8 AS c8,
            t14.c9 AS c9,
            t14.c10 AS c10,
            t14.c11 AS c11,
            (t18.c2 IS NOT NULL) AS c12
          FROM q45 t14
          LEFT JOIN (
            SELECT DISTINCT t17.c16 AS c0, t17.c17 AS c1, true AS c2
            FROM (
              SELECT
                t15.`l_orderkey` AS c0,
                t15.`l_partkey` AS c1,
                t15.`l_suppkey` AS c2,
                t15.`l_linenumber` AS c3,
                t15.`l_quantity` AS c4,
                t15.`l_extendedprice` AS c5,
                t15.`l_discount` AS c6,
                t15.`l_tax` AS c7,
                t15.`l_returnflag` AS c8,
                t15.`l_linestatus` AS c9,
                t15.`l_shipdate` AS c10,
                t15.`l_commitdate` AS c11,
                t15.`l_receiptdate` AS c12,
                t15.`l_shipinstruct` AS c13,
                t15.`l_shipmode` AS c14,
                t15.`l_comment` AS c15,
                t16.c0 AS c16,
                t16.c1 AS c17
              FROM `main`.`lineitem` t15
              CROSS JOIN q43 t16
              WHERE (t15.`l_orderkey` = t16.c1)
                AND (t15.`l_suppkey` <> t16.c0)
                AND (t15.`l_receiptdate` > t15.`l_commitdate`)) t17) t18 ON (t14.c3 <=> t18.c0) AND (t14.c4 <=> t18.c1)) t19) t20) t21
    WHERE (NOT t21.c12)
    GROUP BY t21.c2) t22) t23
ORDER BY t23.c1 DESC NULLS LAST, t23.c0 ASC NULLS LAST
LIMIT 100;
-- q22
SELECT t15.c0 AS `cntrycode`, t15.c1 AS `numcust`, t15.c2 AS `totacctbal`
FROM (
  SELECT t14.c0 AS c0, t14.c1 AS c1, t14.c2 AS c2
  FROM (
    SELECT t13.c0 AS c0, count(*) AS c1, CAST(sum(t13.c1) AS DECIMAL(38,2)) AS c2
    FROM (
      SELECT substring(t12.c0, 1, 2) AS c0, t12.c1 AS c1
      FROM (
        WITH q37 AS (
          SELECT t0.`c_phone` AS c0, t0.`c_acctbal` AS c1, t0.`c_custkey` AS c2, t3.c0 AS c3
          FROM `main`.`customer` t0
          CROSS JOIN (
            SELECT t2.c0 AS c0
            FROM (
              SELECT (CAST(sum(t1.`c_acctbal`) AS DOUBLE) / nullif(count(t1.`c_acctbal`), 0L)) AS c0
              FROM `main`.`customer` t1
              WHERE (t1.`c_acctbal` > CAST(CAST('0.00' AS DECIMAL(3,2)) AS DECIMAL(15,2)))
                AND (substring(t1.`c_phone`, 1, 2) IN ('13', '31', '23', '29', '30', '18', '17'))) t2) t3
          WHERE (substring(t0.`c_phone`, 1, 2) IN ('13', '31', '23', '29', '30', '18', '17'))
            AND (CAST(t0.`c_acctbal` AS DOUBLE) > t3.c0))
        SELECT t11.c0 AS c0, t11.c1 AS c1, t11.c2 AS c2, t11.c3 AS c3, t11.c4 AS c4
        FROM (
          WITH q35 AS (
            SELECT t4.c2 AS c0
            FROM q37 t4
            GROUP BY t4.c2)
          SELECT t10.c0 AS c0, t10.c1 AS c1, t10.c2 AS c2, t10.c3 AS c3, t10.c4 AS c4
          FROM (
            SELECT t5.c0 AS c0, t5.c1 AS c1, t5.c2 AS c2, t5.c3 AS c3, (t9.c1 IS NOT NULL) AS c4
            FROM q37 t5
            LEFT JOIN (
              SELECT DISTINCT t8.c9 AS c0, true AS c1
              FROM (
                SELECT
                  t6.`o_orderkey` AS c0,
                  t6.`o_custkey` AS c1,
                  t6.`o_orderstatus` AS c2,
                  t6.`o_totalprice` AS c3,
                  t6.`o_orderdate` AS c4,
                  t6.`o_orderpriority` AS c5,
                  t6.`o_clerk` AS c6,
                  t6.`o_shippriority` AS c7,
                  t6.`o_comment` AS c8,
                  t7.c0 AS c9
                FROM `main`.`orders` t6
                CROSS JOIN q35 t7
                WHERE (t6.`o_custkey` = t7.c0)) t8) t9 ON (t5.c2 <=> t9.c0)) t10) t11) t12
      WHERE (NOT t12.c4)) t13
    GROUP BY t13.c0) t14) t15
ORDER BY t15.c0 ASC NULLS LAST;
