/* varve
description: TPC-H query 11, important stock identification
tags: [tpch]
*/
SELECT
    ps_partkey,
    sum(ps_supplycost * ps_availqty) AS value
FROM
    raw.partsupp,
    raw.supplier,
    raw.nation
WHERE
    ps_suppkey = s_suppkey
    AND s_nationkey = n_nationkey
    AND n_name = 'GERMANY'
GROUP BY
    ps_partkey
HAVING
    sum(ps_supplycost * ps_availqty) > (
        SELECT
            sum(ps_supplycost * ps_availqty) * 0.0001000000
        FROM
            raw.partsupp,
            raw.supplier,
            raw.nation
        WHERE
            ps_suppkey = s_suppkey
            AND s_nationkey = n_nationkey
            AND n_name = 'GERMANY')
ORDER BY
    value DESC
