from gradus_client.main import run

run()
