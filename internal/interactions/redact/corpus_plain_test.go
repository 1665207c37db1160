package redact

import (
	"fmt"
	"math/rand/v2"
	"strings"
)

// plainFrames are sentences without anything of a person's; a word in braces is a number of the kind that it names.
var plainFrames = strings.Split(`I have been waiting for {days} days now.
My order {order} has not come yet.
Order number {order} was placed on {date}.
The invoice {invoice} says {price}, but I paid {price}.
It was delivered at {time} instead of {time}.
The tracking number is {tracking}.
Can I change my booking {booking} to the {date}?
I flew with {flight} on {date}, seat {seat}.
The version is {version}, I updated it at {time}.
It says error {error} each time I press the button.
We are {count} people and need {count} rooms.
The meter stands at {meter}.
You charged me {price} twice, on {date} and on {date}.
My postcode is {postcode}.
The article {article} is out of stock.
I earn about {salary} a year.
The contract runs from {date} to {date}.
The serial number is {serial}.
Reference {reference}, please.
The IP address is {ip}.
It is {percent} of {salary}, isn't it?
I ordered {count} of size {size} and {count} of size {size}.
My customer number is {customer}.
Your ticket {ticket} was closed on {date} at {time}.
The coupon {coupon} does not work.
The book with the ISBN {isbn} is missing.
Room {room}, floor {count}, since {year}.
The transaction {reference} is pending since {time}.
The box measures {size} x {size} x {size} cm.
It is {count}:{minute} here, so you are open until {time}?
The code I got was {pin}, but it has expired.
Between {year} and {year} it was {percent} cheaper.
Bestellung {order} vom {date} fehlt noch.
Meine Kundennummer ist {customer}.
Die Rechnung {invoice} über {price} stimmt nicht.
Ich warte seit {days} Tagen, seit dem {date}.
Der Zählerstand ist {meter}.
Um {time} Uhr war niemand da.
Ma commande {order} du {date} n'est pas arrivée.
La facture {invoice} est de {price}.
J'attends depuis {days} jours.
Mi pedido {order} del {date} no ha llegado.
La factura {invoice} es de {price}.
Llevo {days} días esperando.
Il mio ordine {order} del {date} non è arrivato.
La fattura {invoice} è di {price}.
Mijn bestelling {order} van {date} is er nog niet.
De factuur {invoice} is {price}.
Thank you, that is all I needed.
Could you please look into that for me?
Das war sehr freundlich, danke.
Merci beaucoup, bonne journée.
Muchas gracias por su ayuda.
Grazie mille, buona giornata.
Dank u wel, tot ziens.
I am at the station at the moment, call you at six.
At {price} dot com prices were better, honestly.
Twenty five or thirty four, I can't remember which.
The parcel weighs {count}.{count} kg and costs {price}.
Section {version} of the terms says {days} days.`, "\n")

// plainNumbers make the numbers of the frames; # is any digit, ~ one from 1 to 9, ? a capital letter.
var plainNumbers = map[string][]string{
	"days": {"~", "1#", "2#"}, "count": {"~", "~#"}, "minute": {"1#", "3#", "45"}, "order": {"~###", "~#####", "#####~##", "~########", "?#####", "2026-~####", "~##-~#####-~####"},
	"invoice": {"INV-####", "RE-2026-####", "2026/####", "~#######", "F#####"}, "date": {"2026-0~-1#", "1#.0~.2026", "0~/1#/2026", "~ March 2026", "1#th of June", "1#/0~"},
	"time": {"1#:3#", "0~:15", "~:45", "1~:05:3#"}, "price": {"~#.99", "£~##.##", "€ ~.###,##", "$~,###.##", "~## euros", "1,###", "~#,50 €"},
	"tracking": {"1Z###??##########", "RR#########GB", "JD00####################", "~###########"}, "booking": {"???###", "?#?#?#", "~######"}, "flight": {"BA ###", "LH####", "KL 1###"},
	"seat": {"1#?", "~#?"}, "version": {"~.~#.#", "1#.#.~", "~.#"}, "error": {"~##", "0x8007####", "E-~###"}, "meter": {"0####~", "~####.#", "~#,###"},
	"postcode": {"~#####", "??~ #??", "~####-####", "~### ??", "7500#"}, "article": {"~##.###.##", "ART-#####", "#######"}, "salary": {"~#,000", "~#.000", "~##.###", "1~5,000"},
	"serial": {"SN-####-####-####", "C02??~###????", "~#########?", "??-########"}, "reference": {"REF-########", "a#b#c#d#-1###-4###-9###-############", "??########??", "~######"},
	"ip": {"192.168.#.1#", "10.~#.1#.~", "2001:db8::~"}, "percent": {"~#%", "~.# %", "2# percent"}, "size": {"3#", "4#.5", "1##"}, "customer": {"~#######", "K-######", "~## ###", "########~"},
	"ticket": {"#~####", "CASE-2026-#####", "~#########"}, "coupon": {"SAVE##", "????-####-????", "WINTER2026"}, "isbn": {"978-3-16-14841#-~", "97803064061##"}, "room": {"~##", "1###"}, "year": {"19##", "202#"},
	"pin": {"####", "######"},
}

func plainSentence(r *rand.Rand) string {
	var b strings.Builder
	for rest := plainFrames[r.IntN(len(plainFrames))]; rest != ""; {
		before, behind, found := strings.Cut(rest, "{")
		b.WriteString(before)
		if !found {
			break
		}
		name, after, _ := strings.Cut(behind, "}")
		forms, ok := plainNumbers[name]
		if !ok {
			panic(fmt.Sprintf("there is no number called %q", name))
		}
		for _, c := range forms[r.IntN(len(forms))] {
			switch c {
			case '#':
				c = '0' + rune(r.IntN(10))
			case '~':
				c = '1' + rune(r.IntN(9))
			case '?':
				c = 'A' + rune(r.IntN(26))
			}
			b.WriteRune(c)
		}
		rest = after
	}
	return b.String()
}
