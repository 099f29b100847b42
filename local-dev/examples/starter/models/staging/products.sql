/* varve
description: What the shop sells
key: [product_id]
*/
select product_id, name, category, price
from raw.products
