/* varve
description: Orders that were kept, since the day given as a parameter
key: [order_id]
*/
select order_id, ordered_on, customer_id, amount
from raw.orders
where status = 'delivered'
  and ordered_on >= $since
