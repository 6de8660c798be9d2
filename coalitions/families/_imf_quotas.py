"""The quotas of the 190 members of the International Monetary Fund on 31 January 2024, in 100,000 SDR.

Source: IMF, Quarterly report on IMF finances for the quarter ended January 31, 2024, schedule 1 (in millions of SDR there),
read in a public copy. They add up to the printed total, 476,272.0 millions.
"""

from __future__ import annotations

LISTED = """
Afghanistan 3238, Albania 1393, Algeria 19599, Andorra 825, Angola 7401, Antigua and Barbuda 200, Argentina 31873, Armenia 1288,
Australia 65724, Austria 39320, Azerbaijan 3917, Bahamas 1824, Bahrain 3950, Bangladesh 10666, Barbados 945, Belarus 6815,
Belgium 64107, Belize 267, Benin 1238, Bhutan 204, Bolivia 2401, Bosnia and Herzegovina 2652, Botswana 1972, Brazil 110420,
Brunei Darussalam 3013, Bulgaria 8963, Burkina Faso 1204, Burundi 1540, Cabo Verde 237, Cambodia 1750, Cameroon 2760,
Canada 110239, Central African Republic 1114, Chad 1402, Chile 17443, China 304829, Colombia 20445, Comoros 178,
Democratic Republic of the Congo 10660, Republic of Congo 1620, Costa Rica 3694, Côte d'Ivoire 6504, Croatia 7174, Cyprus 3038,
Czech Republic 21802, Denmark 34394, Djibouti 318, Dominica 115, Dominican Republic 4774, Ecuador 6977, Egypt 20371,
El Salvador 2872, Equatorial Guinea 1575, Eritrea 159, Estonia 2436, Eswatini 785, Ethiopia 3007, Fiji 984, Finland 24106,
France 201551, Gabon 2160, Gambia 622, Georgia 2104, Germany 266344, Ghana 7380, Greece 24289, Grenada 164, Guatemala 4286,
Guinea 2142, Guinea-Bissau 284, Guyana 1818, Haiti 1638, Honduras 2498, Hungary 19400, Iceland 3218, India 131144,
Indonesia 46484, Iran 35671, Iraq 16638, Ireland 34499, Israel 19209, Italy 150700, Jamaica 3829, Japan 308205, Jordan 3431,
Kazakhstan 11584, Kenya 5428, Kiribati 112, Korea 85827, Kosovo 826, Kuwait 19335, Kyrgyz Republic 1776,
Lao People's Democratic Republic 1058, Latvia 3323, Lebanon 6335, Lesotho 698, Liberia 2584, Libya 15732, Lithuania 4416,
Luxembourg 13218, Madagascar 2444, Malawi 1388, Malaysia 36338, Maldives 212, Mali 1866, Malta 1683, Marshall Islands 49,
Mauritania 1288, Mauritius 1422, Mexico 89127, Micronesia 72, Moldova 1725, Mongolia 723, Montenegro 605, Morocco 8944,
Mozambique 2272, Myanmar 5168, Namibia 1911, Nauru 28, Nepal 1569, Netherlands 87365, New Zealand 12521, Nicaragua 2600,
Niger 1316, Nigeria 24545, North Macedonia 1403, Norway 37547, Oman 5444, Pakistan 20310, Palau 49, Panama 3768,
Papua New Guinea 2632, Paraguay 2014, Peru 13345, Philippines 20429, Poland 40954, Portugal 20601, Qatar 7351, Romania 18114,
Russian Federation 129037, Rwanda 1602, St. Kitts and Nevis 125, St. Lucia 214, St. Vincent and the Grenadines 117, Samoa 162,
San Marino 492, São Tomé and Príncipe 148, Saudi Arabia 99926, Senegal 3236, Serbia 6548, Seychelles 229, Sierra Leone 2074,
Singapore 38919, Slovak Republic 10010, Slovenia 5865, Solomon Islands 208, Somalia 1634, South Africa 30512, South Sudan 2460,
Spain 95355, Sri Lanka 5788, Sudan 6302, Suriname 1289, Sweden 44300, Switzerland 57711, Syrian Arab Republic 2936,
Tajikistan 1740, Tanzania 3978, Thailand 32119, Timor-Leste 256, Togo 1468, Tonga 138, Trinidad and Tobago 4698, Tunisia 5452,
Türkiye 46586, Turkmenistan 2386, Tuvalu 25, Uganda 3610, Ukraine 20118, United Arab Emirates 23112, United Kingdom 201551,
United States 829942, Uruguay 4291, Uzbekistan 5512, Vanuatu 238, Venezuela 37227, Vietnam 11531, Yemen 4870, Zambia 9782,
Zimbabwe 7068
"""

QUOTAS = {
    name: int(number)
    for name, number in (entry.rsplit(" ", 1) for entry in " ".join(LISTED.split()).replace(", ", ",").split(","))
}
