package detectors

// The examples of names in prose. Every value is invented.

var proseHits = []string{
	// A lone given name.
	`Why is «Samantha» so upset?`,
	`«Jacob» lives on the second floor of the house`,
	`«Enrico» shouted at «Tiffany»: "what are you doing?"`,
	`As promised, here is «Matej»'s address and his number`,
	`«Scott» is a very patient listener and I like him`,
	`so I shouted at «Todd»: stop it, please`,
	// A word that no list holds.
	`«Mehrudov» lives in the house on the corner`,
	`"I am glad to hear that it is so," says «Bergstrandi».`,
	`Sometimes people call me «Csanadu»`,
	`the parcel is for «Živorad» and has to be signed`,
	`it may be that «Kaczmarek» was a friend of the family`,
	// Two words.
	`Follow up with «Satsita Umkhayova» in a couple of months.`,
	`«Zargan Vedziev» from the laboratory is the speaker`,
	`My grandmother was called «Dr. Jennifer Holst»`,
	`she said that «Mrs. Kathrine Filemonsen DDS» was the one to ask`,
	`please correct it to «Dr. Justin Beet»?`,
	`I'm «Bojka Žilih» and I live in the north`,
	// Elsewhere in the record.
	`verses by «Yuri Bulganov» are what they sing, and this is early «Bulganov»`,
	`«Alvira» spent a year as the assistant to «Alvira Davidson»`,
	// Lower case.
	`my name is «lena andersson».`,
	`follow up with «patricia desrosiers» in a couple of months.`,
	`verses from «eric g. samoylova» are what they sang`,
	`have you heard «nijito asano» speak?`,
	`sometimes people call me «višeslav»`,
	`mr. «elliott» flew to the coast on friday`,
	`hi this is «karen» and i need a refill for my son`,
	`my husband «tyler» is out of his tablets`,
	// Under a letter.
	`Thanks, «Natalie»`,
	`Kind regards, «Natalie Brookfield»`,
	`Tell «Margaret» that it is closed on Monday`,
	// A line of its own.
	`«Lara  Fiorentino»`,
}

var proseMisses = []string{
	`Spring Boot is starting`,
	`Will retry in 5s`,
	`The Jenkins job failed`,
	`Setting Offset for partition`,
	`Zookeeper is not running`,
	`Grafana was restarted by Helm`,
	`Connected to Redis Sentinel and waiting for the master to be elected`,
	`Waiting for Leader Election to be done with the quorum`,
	`The request to Stripe was rejected by the gateway and is in the queue`,
	`Please add Google Analytics to the page`,
	`Called Refresh Token for the user that was in the session`,
	`This is the Main Thread and it is waiting for the Worker Pool to finish`,
	`Ansible asked for the password of the vault`,
	`Terraform wants to replace the instance that is in the group`,
	`Delta Lake is a format that is used for the table`,
	`The patch is from Debian Bookworm and was built by a robot`,
	`Spring Boot is starting and will be ready in a moment`,
	`The Jenkins job failed and is to be started again`,
	`Setting Offset for partition to that of the leader`,
	`Zookeeper is not running and was not in the list`,
	`Grafana was restarted by Helm for the team`,
	`Failed to connect to Kafka with the credentials that you have`,
	`Docker told us that the image is not in the registry`,
	`Hadoop spent a minute in the queue and was killed by Yarn`,
	`Paris is a city and London is an other that he lives in`,
	`May is the month in which the report is due`,
	`the job is run by airflow and a worker is added to the pool`,
	`tell me the name of the host that is called gateway`,
	`Michael=1 is what it was for the user in the row`,
	`[Jacob] is set to the value of x in {a}`,
	`com.example.Jacob is a class in the path of the module`,
	`/srv/Jacob is a folder that was made for the job`,
	`Michael started 4`,
	`this is critical and has to be looked at by the team`,
	`the patient service is down and so is my son of a server`,
	`thanks, Docker`,
}
