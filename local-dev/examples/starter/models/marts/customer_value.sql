/* varve
description: What each customer has bought, customers without an order too
key: [customer_id]
*/
select
  c.customer_id,
  c.name,
  c.country,
  count(o.order_id) as orders,
  min(o.ordered_on) as first_order,
  coalesce(sum(o.quantity * p.price), 0) as revenue
from staging.customers c
left join staging.orders o on o.customer_id = c.customer_id and not o.returned
left join staging.products p on p.product_id = o.product_id
group by all
