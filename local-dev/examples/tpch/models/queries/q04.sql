/* varve
description: TPC-H query 4, order priority checking
tags: [tpch]
*/
SELECT
    o_orderpriority,
    count(*) AS order_count
FROM
    staging.orders
WHERE
    o_orderdate >= CAST('1993-07-01' AS date)
    AND o_orderdate < CAST('1993-10-01' AS date)
    AND EXISTS (
        SELECT
            *
        FROM
            staging.lineitem
        WHERE
            l_orderkey = o_orderkey
            AND l_commitdate < l_receiptdate)
GROUP BY
    o_orderpriority
ORDER BY
    o_orderpriority
