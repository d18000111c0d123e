console.log('Status: 200')
console.log('Body: {"statusCode":200}')
