/* varve
description: Customers with a clean e-mail address
key: [customer_id]
columns:
  customer_id: { type: BIGINT, not_null: true }
*/
select
  customer_id,
  trim(name) as name,
  nullif(lower(trim(email)), '') as email,
  country,
  signed_up
from raw.customers
