console.log('Functions: 0')
