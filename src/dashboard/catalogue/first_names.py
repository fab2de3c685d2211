"""Common first names, in the form in which headers are compared: a sign that a column holds names of persons.

A list can never be complete and need not be: a column is stopped when most of its values look like persons.
"""

_NAMES = """
abdul abdullah abdulrahman achim adam adnan ahmad ahmed aisha alaa alena alex alexander alexandra alexej ali
alina amal amanuel amina amir amira ana anas anastasia anastasiia andre andrea andreas andrej andrii angela
angelika anita anja anke anna anne annette anton antonia aram arash artem astrid ayse aziz barbara bashar beate
ben bernd bernhard bettina bilal birgit birgitta bjoern bogdan boris brigitte bruno burak carla carmen carola
carsten charlotte christa christian christiane christina christine christoph claudia clemens cornelia daniel
daniela danylo daria david denis detlef diana dieter dietmar dirk dmitri dmytro doris dorothea eberhard eden
edith ehsan ekaterina elena elias elif elisabeth elke ella ellen emil emilia emine emma emre erich erik erika
ernst esra eva ewa eyob fadi fahim farhad fariba farid fatema fatemeh fatima fatma felix filiz filmon finn
florian frank franz franziska frieda friedrich fritz gabriele georg gerd gerda gerhard gertrud gisela goran
gudrun guenter guenther gunnar habib hadi haile hakan hamid hana hanna hannah hannelore hannes hans harald harun
hasan hassan heidi heike heiko heiner heinrich heinz helena helga helmut henning henrik herbert hermann hilde
hildegard holger horst hussain hussein ibrahim ida igor ihor ilona ilse imran ina inge ingeborg ingo ingrid inna
irina iris irmgard iryna isabel isabella ismail iwan jan jana jannik jasmin jens jessica joachim joerg johann
johanna johannes jonas jorge josef joseph juergen jule julia julian juliane jutta kai karim karin karl karsten
katarina katharina kathrin katja katrin kemal kerstin khadija khaled khalid kidane kira kirsten klaus konrad
kristin kristina kurt lara lars latifa laura layla lea leila lena leni leon leonie leyla liam lina linda linus
lisa liselotte lothar louis luca ludwig luis luisa lukas luna lutz lydia mahdi mahmoud mahmud maja malik manfred
manuela marcel marco mareike margarete margit maria marianne marie marina mario marion marius mark markus
marlies marta martha martin martina marwa maryam maryna mathilda matthias max maximilian mehdi mehmet meike
melanie merhawi merve mia michael michaela milena miriam mirko mohamad mohamed mohammad mohammed mohsen monika
moritz mostafa muhammad murat mustafa mykola nada nadia nadine nadja najib narges natalia nataliia natascha
nazanin nicola nicole niels niklas nikolai nils nina noah noor norbert nour nuri oksana olaf oleh oleksandr
oleksii olena olga olha oliver omar omid oskar osman otto parisa pascal patricia patrick paul paula pavlo peter
petra philipp pia rahel raimund rainer ralf ramin rania rasha rashid regina reinhard renate reza rita robert
roland rolf roman ronja rosa rosemarie roswitha rudolf ruediger ruth sabine sabrina saeed said saleh salim salma
sami samir samira samuel sandra sara sarah sascha sebastian selam selma serhii shirin siegfried sigrid silke
silvia simon simone sofia solomon sonja sophia sophie stefan stefanie steffen stephan susanne sven svenja
svetlana svitlana sylvia taha tamara tanja tarek tatiana tatjana tesfay tetiana theo theresa thomas thorsten tim
tina tobias tom torben torsten udo ulla ulrich ulrike ursula ute uwe valentina vera verena victoria viktor
viktoria viktoriia vladimir volker volodymyr walter waltraud werner wilfried wilhelm willi wolfgang yana yasin
yasmin yonas yosef youssef yulia yuliia yurii yusuf zahra zeinab zeynep zoe
"""

FIRST_NAMES = frozenset(_NAMES.split())
