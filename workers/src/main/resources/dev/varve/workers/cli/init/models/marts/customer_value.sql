/* varve
description: What each customer has bought, customers without an order too
key: [customer_id]
*/
select c.customer_id, c.name, c.country, count(o.order_id) as orders, coalesce(sum(o.amount), 0) as revenue
from raw.customers c
left join staging.orders o using (customer_id)
group by all
