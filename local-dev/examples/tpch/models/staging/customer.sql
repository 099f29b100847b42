/* varve
description: Customers, with the market segment in capitals
key: [c_custkey]
columns:
  c_custkey: { type: BIGINT, not_null: true }
*/
select
  c_custkey,
  c_name,
  c_address,
  c_nationkey,
  c_phone,
  c_acctbal,
  upper(trim(c_mktsegment)) as c_mktsegment,
  c_comment
from raw.customer
